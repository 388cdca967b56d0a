import { expect } from 'chai';
import { checkDeterminism, DeterminismError, FakeController, build, program, vertex, exit } from '../../src/index.js';

const scenario = {
  builds: [
    build()
      .add(vertex('[a 1/2] FROM scratch').cached())
      .add(vertex('[b 1/2] FROM scratch').after().takes('1h'))
      .add(vertex('[2/2] RUN make').after('[a 1/2] FROM scratch').takes('1h').logs('x\n', { at: '30m' }).fails('no')),
  ],
  programs: [
    program('sh')
      .prompts('$ ')
      .on(/^exit (\d+)\n/, exit('$1')),
  ],
};

/** Builds at once, a shell, a takeover, a disconnect: everything that could come in another order. */
async function busy(fake: FakeController): Promise<void> {
  const client = fake.client();
  const other = fake.client();
  fake.use({ fallback: true, builds: [] });
  await Promise.allSettled([
    client.build({ contextPath: '.', target: 'a' }, { ref: 'a' }),
    other.build({ contextPath: '.', target: 'b' }, { ref: 'b' }),
    client.rpc.build({ ref: 'a', options: { contextPath: '.' } }),
  ]);
  const first = client.rpc.invoke();
  const second = other.rpc.invoke();
  const init = { kind: 'init', ref: 'a', processId: 'p', invokeConfig: { entrypoint: ['sh'], tty: true } } as const;
  await Promise.all([first.send(init), second.send(init), other.rpc.list()]);
  const taken = await Promise.race([first, second].map((call) => call.status.then(() => call)));
  const holder = taken === first ? second : first;
  await holder.send({ kind: 'file', fd: 0, data: new TextEncoder().encode('exit 3\n') });
  await holder.status;
  await client.rpc.disconnect({ ref: 'b' });
}

describe('The same scenario, seed and client calls', () => {
  it('give the same journal where the client chooses the refs of its sessions', async () => {
    const journal = await checkDeterminism(async (fake) => {
      await fake.client().build({ contextPath: '.' });
      await fake.client().build({ contextPath: '.' });
    });
    const refs = [...journal.matchAll(/ref: "([0-9a-z]{25})"/g)].map(([, ref]) => ref);
    expect(new Set(refs).size).to.be.at.least(2);
  });

  for (const schedule of ['arrival', 'seeded'] as const) {
    it(`give the same journal a thousand times, in order of ${schedule}`, async function () {
      this.timeout(120_000);
      const journal = await checkDeterminism(busy, {
        runs: 1000,
        seed: 7,
        races: 'seeded',
        schedule,
        revision: '0.12',
      });
      expect(journal).to.contain('exit code: 3');
    });
  }

  it('give the same entries of each call over sockets', async () => {
    const { ControllerClient } = await import('../../src/index.js');
    const runs = await Promise.all(
      [1, 2].map(async () => {
        await using fake = await FakeController.start({ scenario });
        const client = ControllerClient.connect(await fake.listen('unix'));
        await client.build({ contextPath: '.' }, { ref: 'r' }).catch(() => {});
        await client.close();
        return (['Build', 'Status'] as const).map((rpc) =>
          fake.journal
            .filter({ rpc })
            .filter(({ kind }) => kind === 'response' || kind === 'status')
            .map(({ kind, message, status }) => ({ kind, message, status })),
        );
      }),
    );
    expect(runs[0]).to.deep.equal(runs[1]);
    expect(runs[0]![1]).to.have.length.greaterThan(3);
  });

  it('are compared: the lines that differ are shown from both sides', async () => {
    let run = 0;
    const failure = await checkDeterminism(async (fake) => {
      await fake.client().rpc.disconnect({ ref: run++ === 0 ? 'same' : 'other' });
    }).catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(DeterminismError);
    expect((failure as Error).message.split('\n').slice(0, 5)).to.deep.equal([
      'run 2 differs from run 1, first at line 2 of the journal (- run 1, + run 2):',
      '@@ -1,4 +1,4 @@',
      ' 1 0.000s Disconnect#1 -> open',
      '-2 0.000s Disconnect#1 -> {ref: "same"}',
      '+2 0.000s Disconnect#1 -> {ref: "other"}',
    ]);
  });
});
