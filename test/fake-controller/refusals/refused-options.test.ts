import { expect } from 'chai';
import { FakeController, type FakeControllerOptions } from '../../../src/index.js';
import { answer, ending, settled } from '../calls.js';
import { isAtOnce, refusedInOrder, refusedOptions, type RefusedOptions, type Release } from './refused-options.js';

const releases: Readonly<Record<Release, Pick<FakeControllerOptions, 'revision' | 'info'>>> = {
  '2023-04': {},
  'v0.12': { revision: '0.12', info: { version: 'v0.12.1' } },
  'v0.13': { revision: '0.12' },
};

/** What Build answers, and whether the Status that waited is still open then. */
async function refusal({ options, stdin }: RefusedOptions, fakeOptions: FakeControllerOptions) {
  await using fake = await FakeController.start({ ...fakeOptions, onStuck: 'ignore' });
  const client = fake.client();
  const status = client.rpc.status({ ref: 'r' });
  await settled(client);
  const reply = answer(client.rpc.build({ ref: 'r', options: { contextPath: '.', ...options } }));
  if (stdin !== undefined) {
    const input = client.rpc.input();
    await input.send({ kind: 'init', ref: 'r' });
    await input.send({ kind: 'data', data: Buffer.from(stdin), eof: true });
  }
  const answered = await reply;
  await settled(client);
  return { answered, status: status.ended === undefined ? 'open' : await ending(status), told: status.messages.length };
}

for (const release of ['2023-04', 'v0.12', 'v0.13'] as const) {
  const options = releases[release];
  describe(`options that ${release} refuses`, () => {
    for (const row of [...refusedOptions, ...refusedInOrder]) {
      const says = row.says[release];
      const shown = JSON.stringify(row.options, (_, value: unknown) =>
        typeof value === 'bigint' ? Number(value) : value,
      );
      if (says === undefined) {
        it(`are not ${shown}`, async () => {
          // Functions that the frontend lacks are its own to refuse: see call-build.test.ts.
          const frontend = `UNKNOWN: unsupported request frontend.${row.options.callFunc?.name}`;
          expect((await refusal(row, options)).answered).to.satisfy(
            (text: string) => text === 'OK' || text.startsWith(frontend),
          );
        });
        continue;
      }
      it(`are ${shown}`, async () => {
        expect(await refusal(row, options)).to.deep.equal({
          answered: `UNKNOWN: ${says}`,
          status: isAtOnce(row, release) ? 'open' : 'OK',
          told: 0,
        });
      });
    }
  });
}

describe('options that are refused at once', () => {
  const [contradiction] = refusedOptions;
  if (contradiction === undefined) throw new Error('the table is empty');

  it('end a waiting Status OK without the quirk', async () => {
    expect((await refusal(contradiction, { quirks: 'none' })).status).to.equal('OK');
  });

  it('end it or leave it open when races are seeded', async () => {
    const seen = new Set<string>();
    for (let seed = 0; seed < 20; seed++) {
      seen.add((await refusal(contradiction, { races: 'seeded', seed: seed * 1_000_003 })).status);
    }
    expect([...seen].toSorted()).to.deep.equal(['OK', 'open']);
  });

  it('leave the Status for the next build of the ref', async () => {
    await using fake = await FakeController.start();
    const client = fake.client();
    const status = client.rpc.status({ ref: 'r' });
    await settled(client);
    expect(
      await answer(client.rpc.build({ ref: 'r', options: { ...contradiction.options, contextPath: '.' } })),
    ).to.match(/^UNKNOWN/);
    expect(await answer(client.rpc.build({ ref: 'r', options: { contextPath: '.' } }))).to.equal('OK');
    expect(await ending(status)).to.equal('OK');
    expect(status.messages).to.not.equal([]);
  });
});
