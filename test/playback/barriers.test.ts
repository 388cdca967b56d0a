import { expect } from 'chai';
import {
  barrier,
  build,
  checkDeterminism,
  exit,
  FakeController,
  NotQuiescentError,
  program,
  release,
  send,
  vertex,
} from '../../src/index.js';
import type { StatusResponse } from '../../src/protocol/messages.js';
import { answer, ending, invoke, output, sees, type } from '../fake-controller/calls.js';

const options = { contextPath: '.' };

/** What printers would show, in order: `name s` started, `name c` completed, logs as they are. */
function shown(statuses: readonly StatusResponse[]): readonly string[] {
  return statuses.flatMap(({ vertices, logs }) => [
    ...vertices.flatMap(({ name, started, completed, error }) => {
      if (started === undefined) return [];
      return [`${name} ${completed === undefined ? 's' : error === '' ? 'c' : error}`];
    }),
    ...logs.map(({ message }) => Buffer.from(message).toString()),
  ]);
}

const copies = build().add(
  vertex('copy')
    .takes('1s')
    .logs('before', { at: '500ms' })
    .logs('copied', { at: { barrier: 'copied' } })
    .logs('after', { at: '2s' }),
  vertex('other').after().takes('1h'),
);

describe('A build at a barrier', () => {
  it('waits there with all that depends on it, and goes on from the instant of the release', async () => {
    await using fake = await FakeController.start({ scenario: { builds: [copies] }, clock: 'manual' });
    const running = fake.client().build(options);
    await fake.clock.advance('1h');
    await fake.barrier('copied');
    await fake.clock.advance('1h');
    fake.release('copied');
    await fake.clock.advance('2s');
    const { statuses } = await running;
    expect(shown(statuses)).to.deep.equal(['copy s', 'other s', 'before', 'other c', 'copied', 'after', 'copy c']);
    const times = statuses.flatMap(({ logs }) => logs.map(({ timestamp }) => Number(timestamp!.seconds) % 86_400));
    expect(times).to.deep.equal([0, 7200, 7202]);
  });

  it('does not wait where it was released before', async () => {
    await using fake = await FakeController.start({ scenario: { builds: [copies] } });
    fake.release('copied');
    const { statuses } = await fake.client().build(options);
    expect(shown(statuses)).to.deep.equal(['copy s', 'other s', 'before', 'copied', 'after', 'copy c', 'other c']);
    await fake.barrier('copied');
  });

  it('starts a vertex, and keeps one from its end, when another releases it', async () => {
    const scenario = {
      builds: [
        build().add(
          vertex('a').after().at({ barrier: 'go' }).until('stop').takes('1s'),
          vertex('b').after().takes('5s').releases('go'),
          vertex('c').after('b').takes('5s').releases('stop'),
        ),
      ],
    };
    await using fake = await FakeController.start({ scenario });
    const { statuses } = await fake.client().build(options, { ref: 'r' });
    expect(shown(statuses)).to.deep.equal(['b s', 'b c', 'c s', 'a s', 'c c', 'a c']);
    expect(fake.journal.filter({ kind: 'note' }).map(({ text }) => text)).to.deep.equal([
      'barrier "go" is reached by build of "r"',
      'barrier "go" is released by build of "r"',
      'barrier "stop" is reached by build of "r"',
      'barrier "stop" is released by build of "r"',
    ]);
  });

  it('is shared with other builds', async () => {
    const scenario = {
      builds: [
        build().when({ target: 'waits' }).add(vertex('w').until('done')),
        build().add(vertex('r').takes('3h').releases('done')),
      ],
    };
    await using fake = await FakeController.start({ scenario });
    const client = fake.client();
    const began = fake.clock.now;
    const waits = client.build({ ...options, target: 'waits' });
    await fake.barrier('done');
    await Promise.all([waits, client.build(options)]);
    expect(fake.clock.now - began).to.equal(10_800_000);
  });

  it('can be cancelled, and is not stuck but listed', async () => {
    await using fake = await FakeController.start({
      scenario: { builds: [copies] },
      onStuck: 'error',
      quirks: { 'disconnect-keeps-build': false },
    });
    const client = fake.client();
    const status = client.rpc.status({ ref: 'r' });
    const building = answer(client.rpc.build({ ref: 'r', options }));
    await fake.barrier('copied');
    expect(() => fake.assertQuiescent())
      .to.throw(NotQuiescentError)
      .with.property('message')
      .that.matches(/held at barrier +copied +build of "r", since journal entry \d+/);
    await client.rpc.disconnect({ ref: 'r' });
    expect(await building).to.match(/^CANCELLED/);
    expect((await status.status).code).to.equal(0);
    fake.assertQuiescent();
  });

  it('is closed again by a reset', async () => {
    await using fake = await FakeController.start({ scenario: { builds: [copies] } });
    fake.release('copied');
    fake.reset();
    fake.use({ builds: [copies] });
    const running = fake.client().build(options);
    await fake.barrier('copied');
    expect(() => fake.assertQuiescent()).to.throw('held at barrier');
    fake.release('copied');
    await running;
  });

  it('does the same every time', async () => {
    await checkDeterminism(
      async (fake) => {
        const running = fake.client().build(options, { ref: 'r' });
        await fake.barrier('copied');
        fake.release('copied');
        await running;
      },
      { scenario: { builds: [copies] }, runs: 20, schedule: 'seeded' },
    );
  });
});

describe('A build and a program that wait for each other', () => {
  const scenario = {
    builds: [
      build()
        .when({ target: 'next' })
        .add(vertex('n').until('done').takes('1s').restarts({ takes: '1s' }).releases('built')),
      build().add(vertex('first')),
    ],
    programs: [
      program('tool')
        .reads({ expect: 'go\n' }, release('done'))
        .prints(send({ lines: 3 }), barrier('built'), send('!'))
        .on('quit', exit(3)),
    ],
  };

  it('do the same every time', async () => {
    const journal = await checkDeterminism(
      async (fake) => {
        const client = fake.client();
        await client.build(options, { ref: 'a' });
        const call = invoke(client, 'a', 'p', { entrypoint: ['tool'] });
        const next = client.build({ ...options, target: 'next' }, { ref: 'b' });
        await fake.barrier('built');
        await Promise.all([type(call, 'go\n'), next]);
        await sees(call, '!');
        await type(call, 'quit');
        expect(await ending(call)).to.equal('UNKNOWN: exit code: 3');
        expect(output(call)).to.equal('1\n2\n3\n!');
        fake.assertQuiescent();
      },
      { scenario, runs: 20, schedule: 'seeded', seed: 3 },
    );
    expect(journal).to.contain('barrier "built" is released by build of "b"');
  });
});

describe('The name of a barrier that no script has', () => {
  const scenario = { builds: [copies], programs: [program('p').does(barrier('typed'), release('gone'))] };

  for (const method of ['barrier', 'release'] as const) {
    it(`is an error of ${method} that names those there are`, async () => {
      await using fake = await FakeController.start({ scenario });
      expect(() => fake[method]('copide'))
        .to.throw(
          'no script has a barrier "copide" (did you mean copied?): the scripts in use have "copied", "typed", "gone"',
        )
        .with.property('code', 'UNKNOWN_BARRIER');
      await using none = await FakeController.start();
      expect(() => none[method]('x')).to.throw('no script has a barrier "x": the scripts in use have no barriers');
    });
  }

  it('is known once a scenario with it is used, and forgotten with it', async () => {
    await using fake = await FakeController.start();
    fake.use(scenario);
    fake.release('copied');
    fake.reset();
    expect(() => fake.release('copied')).to.throw('no barriers');
  });
});
