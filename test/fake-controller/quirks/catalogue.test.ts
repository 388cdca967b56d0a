import { expect } from 'chai';
import { build, program, quirkCatalogue, quirkNames, vertex, type QuirkName } from '../../../src/index.js';
import type { FakeControllerOptions } from '../../../src/fake-controller/options.js';
import type { Init, InvokeConfig } from '../../../src/protocol/messages.js';
import type { Revision } from '../../../src/protocol/revision.js';
import { holdsListed } from '../../listed.js';
import { answer, built, ending, ends, invoke, output, processIds, sees, settled, sh, type } from '../calls.js';
import { overTransports, type Started } from '../over-transports.js';

/** What is seen with the quirk, and without it; everything else is as by default. */
interface Behaviour {
  readonly revision?: Revision;
  readonly options?: Pick<FakeControllerOptions, 'races'>;
  /** Other quirks, as they must be for this one to be seen. */
  readonly among?: Readonly<Partial<Record<QuirkName, boolean>>>;
  readonly on: Seen;
  readonly off: Seen;
}

interface Seen {
  readonly it: string;
  readonly test: (started: Started) => Promise<unknown>;
}

const context = { contextPath: '.' } as const;
const contradictory = { ...context, noCache: true, noCacheFilter: ['stage'] };
const long = { builds: [build().add(vertex('[1/1] RUN make').takes('1h').logs('begun\n'))] };

/** A Build whose first message was taken, and then nobody reads: it stands still. */
async function stalledBuild({ client }: Pick<Started, 'client'>, ref = 'r') {
  const call = client.rpc.open('Build');
  void call.send({ ref, options: context });
  call.halfClose();
  await settled(client);
  return call;
}

/** Waits for something that the fake notes or receives. */
async function journalled({ fake }: Started, text: string | RegExp): Promise<void> {
  const there = (): boolean => new RegExp(text).test(fake.journal.toText());
  if (there()) return;
  await new Promise<void>((resolve) => {
    const stop = fake.journal.onEntry(() => {
      if (!there()) return;
      stop();
      resolve();
    });
  });
}

function diesOf(doIt: (started: Started) => Promise<string>): Seen['test'] {
  return async (started) => {
    const death = new Promise<string>((resolve) => started.fake.onDeath(resolve));
    expect(await doIt(started)).to.match(/^UNAVAILABLE/);
    await death;
  };
}

async function namesakes(started: Started) {
  const { client } = started;
  const other = await started.connect();
  const build1 = await stalledBuild(started);
  const status1 = client.rpc.status({ ref: 'r' });
  await status1.find(() => true);
  status1.pause();
  await client.rpc.disconnect({ ref: 'r' });
  const build2 = await stalledBuild({ client: other });
  status1.resume();
  await build1.status;
  return { first: build1, second: build2, other };
}

const behaviours: Readonly<Record<QuirkName, Behaviour>> = {
  'single-status-channel': {
    on: {
      it: 'gives each message to one of two subscribers',
      test: async ({ client }) => {
        const both = [client.rpc.status({ ref: 'r' }), client.rpc.status({ ref: 'r' })];
        await settled(client);
        await client.rpc.build({ ref: 'r', options: context });
        await Promise.all(both.map(({ status }) => status));
        const counts = both.map(({ messages }) => messages.length);
        const alone = await built(client, 'alone');
        expect(counts[0]! + counts[1]!).to.equal(alone.length);
        expect(Math.min(...counts)).to.be.greaterThan(0);
      },
    },
    off: {
      it: 'gives both all',
      test: async ({ client }) => {
        const both = [client.rpc.status({ ref: 'r' }), client.rpc.status({ ref: 'r' })];
        await settled(client);
        await client.rpc.build({ ref: 'r', options: context });
        await Promise.all(both.map(({ status }) => status));
        expect(both[0]!.messages.length).to.be.greaterThan(5);
        expect(both[1]!.messages).to.deep.equal(both[0]!.messages);
      },
    },
  },
  'build-needs-subscriber': {
    on: {
      it: 'blocks a Build that nobody watches, until somebody does',
      test: async (started) => {
        const { client } = started;
        const call = await stalledBuild(started);
        await settled(client);
        expect(call.ended).to.equal(undefined);
        const status = client.rpc.status({ ref: 'r' });
        expect(await ending(call)).to.equal('OK');
        expect(await ending(status)).to.equal('OK');
        expect(status.messages.length).to.equal((await built(client, 'alone')).length);
      },
    },
    off: {
      it: 'lets it run',
      test: async (started) => expect(await ending(await stalledBuild(started))).to.equal('OK'),
    },
  },
  'stalled-build-ignores-cancel': {
    on: {
      it: 'leaves a session building whose client has gone',
      test: async (started) => {
        const call = await stalledBuild(started);
        call.cancel();
        await journalled(started, 'Build#1 -> cancelled');
        await settled(started.client);
        expect(await answer(started.client.rpc.build({ ref: 'r', options: context }))).to.equal(
          'UNKNOWN: build ongoing',
        );
      },
    },
    off: {
      it: 'ends the build',
      test: async (started) => {
        const call = await stalledBuild(started);
        call.cancel();
        await journalled(started, 'Build#1 -> cancelled');
        await settled(started.client);
        expect(await built(started.client, 'r')).to.not.be.empty;
      },
    },
  },
  'late-status-dropped': {
    revision: '0.12',
    on: {
      it: 'leaves the running vertex of a cancelled build started',
      test: async (started) => {
        const { call, status } = await cancelledInStep(started);
        expect(await ending(call)).to.match(/^CANCELLED/);
        expect(await ending(status)).to.equal('OK');
        expect(status.messages.at(-1)?.vertices).to.deep.equal([]);
      },
    },
    off: {
      it: 'reports it as cancelled',
      test: async (started) => {
        const { status } = await cancelledInStep(started);
        expect(await ending(status)).to.equal('OK');
        const [last] = status.messages.at(-1)?.vertices ?? [];
        expect(last?.error).to.equal('context canceled');
        expect(last?.completed).to.not.equal(undefined);
      },
    },
  },
  'status-waits-after-build': {
    on: {
      it: 'lets a late Status wait for the next build',
      test: async ({ client }) => {
        await built(client, 'r');
        const late = client.rpc.status({ ref: 'r' });
        await settled(client);
        expect(late.messages).to.be.empty;
        expect(late.ended).to.equal(undefined);
        await client.rpc.build({ ref: 'r', options: context });
        expect(await ending(late)).to.equal('OK');
      },
    },
    off: {
      it: 'ends it OK',
      test: async ({ client }) => {
        await built(client, 'r');
        expect(await ending(client.rpc.status({ ref: 'r' }))).to.equal('OK');
      },
    },
  },
  'refusal-unseen': {
    on: {
      it: 'leaves a Status waiting whose build was refused at once',
      test: async ({ client }) => {
        const status = client.rpc.status({ ref: 'r' });
        await settled(client);
        expect(await answer(client.rpc.build({ ref: 'r', options: contradictory }))).to.match(/^UNKNOWN: --no-cache/);
        await settled(client);
        expect(status.ended).to.equal(undefined);
        await client.rpc.build({ ref: 'r', options: context });
        expect(await ending(status)).to.equal('OK');
        expect(status.messages).to.not.deep.equal([]);
      },
    },
    off: {
      it: 'ends it OK',
      test: async ({ client }) => {
        const status = client.rpc.status({ ref: 'r' });
        await settled(client);
        expect(await answer(client.rpc.build({ ref: 'r', options: contradictory }))).to.match(/^UNKNOWN: --no-cache/);
        expect(await ending(status)).to.equal('OK');
        expect(status.messages).to.deep.equal([]);
      },
    },
  },
  'zombie-subscribers': {
    on: {
      it: 'loses one message to a Status that was cancelled',
      test: async (started) => {
        const messages = await afterAbandonedStatus(started);
        expect(messages.length).to.equal((await built(started.client, 'alone')).length - 1);
      },
    },
    off: {
      it: 'loses none',
      test: async (started) => {
        const messages = await afterAbandonedStatus(started);
        expect(messages.length).to.equal((await built(started.client, 'alone')).length);
      },
    },
  },
  'zombie-inputs': {
    on: {
      it: 'ends the stdin of a later build for an Input that was cancelled',
      test: async (started) => expect(await stdinAfterAbandonedInput(started)).to.equal('empty'),
    },
    off: {
      it: 'leaves its stdin alone',
      test: async (started) => expect(await stdinAfterAbandonedInput(started)).to.equal('FROM scratch'),
    },
  },
  'stale-input': {
    on: {
      it: 'gives an Input after the build its dead stdin, and tells of the failure at the next event',
      test: async ({ client }) => {
        await built(client, 'r');
        const input = client.rpc.input();
        void input.send({ kind: 'init', ref: 'r' });
        void input.send({ kind: 'data', data: Buffer.from('x') });
        await settled(client);
        expect(input.ended).to.equal(undefined);
        input.halfClose();
        expect(await ending(input)).to.equal('UNKNOWN: io: read/write on closed pipe');
      },
    },
    off: {
      it: 'refuses it',
      test: async ({ client }) => {
        await built(client, 'r');
        const input = client.rpc.input();
        void input.send({ kind: 'init', ref: 'r' });
        expect(await ending(input)).to.match(/^FAILED_PRECONDITION: .*"r"/);
      },
    },
  },
  'input-lingers': {
    on: {
      it: 'keeps an Input open after EOF until its client says one thing more',
      test: async ({ client }) => {
        const { reply, input } = await inputToEof(client);
        await reply;
        await settled(client);
        expect(input.ended).to.equal(undefined);
        void input.send({ kind: 'data', data: Buffer.from('dropped') });
        expect(await ending(input)).to.equal('OK');
      },
    },
    off: {
      it: 'ends it OK at EOF',
      test: async ({ client }) => expect(await ending((await inputToEof(client)).input)).to.equal('OK'),
    },
  },
  'cancelled-input-is-eof': {
    on: {
      it: 'takes a cancelled Input for the end of stdin',
      test: async (started) => expect(await buildAfterCancelledInput(started)).to.equal('OK'),
    },
    off: {
      it: 'fails the build',
      test: async (started) =>
        expect(await buildAfterCancelledInput(started)).to.equal(
          'UNKNOWN: failed to read from stdin: context canceled',
        ),
    },
  },
  'mute-invoke-hangs': {
    on: {
      it: 'hangs when the client half-closes before Init',
      test: async ({ client }) => {
        const call = client.rpc.invoke();
        call.halfClose();
        await settled(client);
        expect(call.ended).to.equal(undefined);
      },
    },
    off: {
      it: 'refuses that',
      test: async ({ client }) => {
        const call = client.rpc.invoke();
        call.halfClose();
        expect(await ending(call)).to.match(/^INVALID_ARGUMENT/);
      },
    },
  },
  'half-close-hides-cancel': {
    among: { 'detached-output-lost': false },
    on: {
      it: 'goes on writing to a client that half-closed and went: its output is lost',
      test: async (started) => expect(await linesAfterHalfCloseAndCancel(started)).to.not.include('first'),
    },
    off: {
      it: 'detaches it: its output is kept for the next',
      test: async (started) => expect(await linesAfterHalfCloseAndCancel(started)).to.include('first'),
    },
  },
  'ignores-signals': {
    on: {
      it: 'ignores signals and resizes, known and unknown',
      test: async ({ client }) => {
        await built(client, 'r');
        const call = invoke(client, 'r', 'p', { entrypoint: ['cat'] });
        for (const name of ['SIGINT', 'SIGKILL', 'nonsense']) void call.send({ kind: 'signal', name });
        void call.send({ kind: 'resize', rows: 2, cols: 2 });
        void type(call, 'here');
        expect(await sees(call, 'here')).to.equal(true);
      },
    },
    off: {
      it: 'delivers them',
      test: async ({ client }) => {
        await built(client, 'r');
        const call = invoke(client, 'r', 'p', { entrypoint: ['cat'] });
        void call.send({ kind: 'signal', name: 'nonsense' });
        void call.send({ kind: 'signal', name: 'SIGINT' });
        expect(await ending(call)).to.equal('UNKNOWN: exit code: 130');
      },
    },
  },
  'stdin-eof-lost': {
    on: {
      it: 'tells the process nothing of the end of stdin',
      test: async ({ client }) => {
        await built(client, 'r');
        const call = invoke(client, 'r', 'p', { entrypoint: ['cat'] });
        void type(call, 'here');
        for (const eof of [true, true]) void call.send({ kind: 'file', fd: 0, eof });
        await sees(call, 'here');
        await settled(client);
        expect(await processIds(client, 'r')).to.deep.equal(['p']);
        expect(call.ended).to.equal(undefined);
      },
    },
    off: {
      it: 'ends its stdin',
      test: async ({ client }) => {
        await built(client, 'r');
        const call = invoke(client, 'r', 'p', { entrypoint: ['cat'] });
        void call.send({ kind: 'file', fd: 0, data: Buffer.from('here'), eof: true });
        expect(await ending(call)).to.equal('CANCELLED: context canceled');
        expect(output(call)).to.equal('here');
      },
    },
  },
  'poisoned-container': {
    on: {
      it: 'kills the others when one has failed',
      test: async (started) => expect(await processesAfterFailure(started)).to.deep.equal([]),
    },
    off: {
      it: 'leaves them alone',
      test: async (started) => expect(await processesAfterFailure(started)).to.deep.equal(['a']),
    },
  },
  'detached-output-lost': {
    on: {
      it: 'throws away what is written while nobody is attached',
      test: async (started) => expect(await outputAfterDetachedWrite(started)).to.equal('new'),
    },
    off: {
      it: 'keeps it for the next',
      test: async (started) => expect(await outputAfterDetachedWrite(started)).to.equal('unheard new'),
    },
  },
  'unnoticed-exit': {
    on: {
      it: 'notices the exit of a process without TTY only when stdin comes',
      test: async ({ client }) => {
        await built(client, 'r');
        const call = invoke(client, 'r', 'p', sh('echo over; exit 3'));
        await sees(call, 'over');
        await settled(client);
        expect(await processIds(client, 'r')).to.deep.equal(['p']);
        void type(call, '\n');
        expect(await ending(call)).to.equal('UNKNOWN: exit code: 3');
      },
    },
    off: {
      it: 'notices it at once',
      test: async ({ client }) => {
        await built(client, 'r');
        expect(await ending(invoke(client, 'r', 'p', sh('echo over; exit 3')))).to.equal('UNKNOWN: exit code: 3');
        expect(await processIds(client, 'r')).to.deep.equal([]);
      },
    },
  },
  'silent-ends-race': {
    options: { races: 'seeded' },
    on: {
      it: 'breaks the stream at the end of a silent process, now and then, and spells otherwise why one did not start',
      test: async (started) => {
        expect(await manyEnds(started, sh('exit 7'))).to.deep.equal([
          'INTERNAL: transport: SendHeader called multiple times, 1 EOF',
          'UNKNOWN: exit code: 7, 2 EOF',
        ]);
        expect(await manyEnds(started, sh('echo out; exit 7'))).to.deep.equal(['UNKNOWN: exit code: 7, 2 EOF']);
        expect(await manyEnds(started, sh('true', { user: 'zz' }))).to.include(
          'UNKNOWN: failed to start container: expecting started message, got *moby_buildkit_v1_frontend.ExecMessage_Exit, 2 EOF',
        );
      },
    },
    off: {
      it: 'tells it like any other',
      test: async (started) => {
        expect(await manyEnds(started, sh('exit 7'))).to.deep.equal(['UNKNOWN: exit code: 7, 2 EOF']);
        expect(await manyEnds(started, sh('true', { user: 'zz' }))).to.deep.equal([
          'UNKNOWN: unable to find user zz: invalid argument, 2 EOF',
        ]);
      },
    },
  },
  'lost-exits': {
    options: { races: 'seeded' },
    on: {
      it: 'never tells of the exit of a process in a container with others, now and then',
      test: async (started) => expect(new Set(await exitsBeside(started))).to.deep.equal(new Set(['told', 'lost'])),
    },
    off: {
      it: 'tells of every exit',
      test: async (started) => expect(new Set(await exitsBeside(started))).to.deep.equal(new Set(['told'])),
    },
  },
  'disconnect-process-internal': {
    on: {
      it: 'answers INTERNAL, and kills the process',
      test: async (started) =>
        expect(await disconnectedProcess(started)).to.deep.equal([
          'INTERNAL: grpc: error while marshaling: proto: Marshal called with nil',
          'CANCELLED: context canceled',
        ]),
    },
    off: {
      it: 'answers OK, and kills the process',
      test: async (started) =>
        expect(await disconnectedProcess(started)).to.deep.equal(['OK', 'CANCELLED: context canceled']),
    },
  },
  'disconnect-keeps-build': {
    on: {
      it: 'lets a running build run on after Disconnect',
      test: async (started) => {
        const { call, status } = await disconnectedInStep(started);
        expect(await ending(call)).to.equal('UNKNOWN: build: unknown key r');
        expect(await ending(status)).to.equal('OK');
        expect(status.messages.at(-1)?.vertices[0]?.error).to.equal('');
      },
    },
    off: {
      it: 'cancels it',
      test: async (started) => {
        const { call, status } = await disconnectedInStep(started);
        expect(await ending(call)).to.match(/^CANCELLED: .*context canceled/);
        expect(await ending(status)).to.equal('OK');
      },
    },
  },
  'build-end-hits-namesake': {
    on: {
      it: 'lets a third Build of a ref in, when the first ends during the second',
      test: async (started) => {
        const { first, second, other } = await namesakes(started);
        expect(await ending(first)).to.equal('OK');
        expect(second.ended).to.equal(undefined);
        const third = other.rpc.open('Build');
        void third.send({ ref: 'r', options: context });
        const status = other.rpc.status({ ref: 'r' });
        expect(await ending(third)).to.equal('OK');
        expect(await ending(status)).to.equal('OK');
      },
    },
    off: {
      it: 'refuses it',
      test: async (started) => {
        const { first, other } = await namesakes(started);
        expect(await ending(first)).to.equal('UNKNOWN: build: unknown key r');
        expect(await answer(other.rpc.build({ ref: 'r', options: context }))).to.equal('UNKNOWN: build ongoing');
      },
    },
  },
  'random-list-order': {
    on: {
      it: 'lists sessions and processes in an order drawn by chance',
      test: async (started) => {
        const [sessions, processes] = await listed(started);
        expect(new Set(sessions).size).to.be.greaterThan(1);
        expect(new Set(processes).size).to.be.greaterThan(1);
      },
    },
    off: {
      it: 'lists them in the order of creation',
      test: async (started) => {
        const [sessions, processes] = await listed(started);
        expect([...new Set(sessions)]).to.deep.equal(['c,a,b']);
        expect([...new Set(processes)]).to.deep.equal(['z,x,y']);
      },
    },
  },
  'dies-of-missing-options': {
    on: {
      it: 'dies of a Build without options',
      test: diesOf(({ client }) => answer(client.rpc.build({ ref: 'r' }))),
    },
    off: {
      it: 'refuses it',
      test: async ({ client }) => {
        expect(await answer(client.rpc.build({ ref: 'r' }))).to.match(/^INVALID_ARGUMENT/);
        expect((await client.rpc.list()).refs).to.deep.equal([]);
      },
    },
  },
  'dies-of-missing-result': {
    on: {
      it: 'dies of a new process in a session that is building',
      test: diesOf(async (started) => {
        await stalledBuild(started);
        return ending(invoke(started.client, 'r', 'p', sh('true')));
      }),
    },
    off: {
      it: 'refuses it',
      test: async (started) => {
        await stalledBuild(started);
        expect(await ending(invoke(started.client, 'r', 'p', sh('true')))).to.match(/^FAILED_PRECONDITION: .*"r"/);
      },
    },
  },
  'dies-of-cancelled-stalled-build': {
    revision: '0.12',
    on: {
      it: 'dies when a Build is cancelled that nobody watches',
      test: diesOf(async (started) => {
        const call = await stalledBuild(started);
        const waiting = started.client.rpc.status({ ref: 'another' });
        await settled(started.client);
        call.cancel();
        return ending(waiting);
      }),
    },
    off: {
      it: 'lives',
      test: async (started) => {
        const call = await stalledBuild(started);
        call.cancel();
        await settled(started.client);
        expect((await started.client.rpc.list()).refs).to.deep.equal(['r']);
      },
    },
  },
};

async function cancelledInStep({ fake, client }: Started) {
  fake.use(long);
  const status = client.rpc.status({ ref: 'r' });
  const call = client.rpc.open('Build');
  await fake.clock.hold(async () => {
    void call.send({ ref: 'r', options: context });
    await status.find(({ logs }) => logs.length > 0);
    await settled(client);
    call.cancel();
    await status.status;
  });
  return { call, status };
}

async function disconnectedInStep({ fake, client }: Started) {
  fake.use(long);
  const status = client.rpc.status({ ref: 'r' });
  const call = client.rpc.open('Build');
  await fake.clock.hold(async () => {
    void call.send({ ref: 'r', options: context });
    await status.find(({ logs }) => logs.length > 0);
    await client.rpc.disconnect({ ref: 'r' });
  });
  return { call, status };
}

async function afterAbandonedStatus(started: Started) {
  const { client } = started;
  const abandoned = client.rpc.status({ ref: 'r' });
  await settled(client);
  abandoned.cancel();
  await journalled(started, 'Status#1 -> cancelled');
  const status = client.rpc.status({ ref: 'r' });
  await settled(client);
  await client.rpc.build({ ref: 'r', options: context });
  await status.status;
  return status.messages;
}

async function stdinAfterAbandonedInput(started: Started): Promise<string> {
  const { fake, client } = started;
  fake.use({
    builds: [
      build().when({ stdin: '' }).named('empty').replies({ saw: 'empty' }),
      build().when({ stdin: /.+/ }).replies({ saw: 'FROM scratch' }),
    ],
  });
  const abandoned = client.rpc.input();
  void abandoned.send({ kind: 'init', ref: 'r' });
  await settled(client);
  abandoned.cancel();
  await journalled(started, '-> cancelled');
  const { response } = await client.build({ contextPath: '-' }, { ref: 'r', stdin: 'FROM scratch' });
  return response.exporterResponse['saw'] ?? '';
}

async function inputToEof(client: Started['client']) {
  const status = client.rpc.status({ ref: 'r' });
  const reply = client.rpc.build({ ref: 'r', options: { contextPath: '-' } });
  const input = client.rpc.input();
  void input.send({ kind: 'init', ref: 'r' });
  void input.send({ kind: 'data', data: Buffer.from('FROM scratch'), eof: true });
  await status.status;
  return { reply, input };
}

async function buildAfterCancelledInput(started: Started): Promise<string> {
  const { client } = started;
  client.rpc.status({ ref: 'r' });
  const reply = answer(client.rpc.build({ ref: 'r', options: { contextPath: '-' } }));
  const input = client.rpc.input();
  void input.send({ kind: 'init', ref: 'r' });
  void input.send({ kind: 'data', data: Buffer.from('FROM') });
  await journalled(started, 'data: "FROM"');
  await settled(client);
  input.cancel();
  return reply;
}

async function linesAfterHalfCloseAndCancel(started: Started): Promise<string> {
  const { fake, client } = started;
  fake.use({ programs: [program('talks').waits('1s').writes('first\n').waits('1s').writes('second\n').stalls()] });
  await built(client, 'r');
  const call = invoke(client, 'r', 'p', { entrypoint: ['talks'] });
  const next = await fake.clock.hold(async () => {
    await journalled(started, 'process "p" starts');
    call.halfClose();
    await journalled(started, /Invoke.*half-close/);
    call.cancel();
    await journalled(started, /Invoke.*cancelled/);
    await fake.clock.advance('1s');
    return invoke(client, 'r', 'p');
  });
  await sees(next, 'second');
  return output(next);
}

async function processesAfterFailure({ client }: Started): Promise<readonly string[]> {
  await built(client, 'r');
  const a = invoke(client, 'r', 'a', sh('echo a; sleep infinity'));
  await sees(a, 'a');
  expect(await ending(invoke(client, 'r', 'b', sh('exit 3')))).to.equal('UNKNOWN: exit code: 3');
  await settled(client);
  return processIds(client, 'r');
}

/** The ends that such a process has in many runs, each in a container of its own, with the number of its EOFs. */
async function manyEnds({ client }: Started, config: Init<InvokeConfig>): Promise<readonly string[]> {
  const seen = new Set<string>();
  for (let run = 0; run < 60; run++) {
    await built(client, 'r');
    const call = invoke(client, 'r', 'p', config);
    seen.add(`${await ending(call)}, ${ends(call).length} EOF`);
  }
  return [...seen].toSorted();
}

async function exitsBeside({ client }: Started): Promise<readonly string[]> {
  await built(client, 'r');
  await sees(invoke(client, 'r', 'other', sh('echo up; sleep infinity')), 'up');
  const seen: string[] = [];
  for (let run = 0; run < 60; run++) {
    const call = invoke(client, 'r', `p${run}`, sh('echo x', { tty: true }));
    await sees(call, 'x');
    await settled(client);
    expect(await processIds(client, 'r')).to.deep.equal(['other']);
    seen.push(call.ended === undefined ? 'lost' : 'told');
  }
  return seen;
}

async function outputAfterDetachedWrite(started: Started): Promise<string> {
  const { fake, client } = started;
  fake.use({
    programs: [program('talks').expects('go').waits('1s').writes('unheard ').expects('two').writes('new').stalls()],
  });
  await built(client, 'r');
  const first = invoke(client, 'r', 'p', { entrypoint: ['talks'] });
  const second = await fake.clock.hold(async () => {
    await type(first, 'go');
    await journalled(started, 'data: "go"');
    first.cancel();
    await journalled(started, /Invoke.*cancelled/);
    await fake.clock.advance('1s');
    return invoke(client, 'r', 'p');
  });
  void type(second, 'two');
  await sees(second, 'new');
  return output(second);
}

/** What became of a process when another of its container was disconnected, in several sessions. */
async function disconnectedProcess({ client }: Started): Promise<readonly string[]> {
  await built(client, 'r');
  const call = invoke(client, 'r', 'p', sh('echo up; sleep infinity'));
  await sees(call, 'up');
  const reply = await answer(client.rpc.disconnectProcess({ ref: 'r', processId: 'p' }));
  const seen = await ending(call);
  expect(ends(call)).to.have.members([1, 2]);
  expect(await processIds(client, 'r')).to.deep.equal([]);
  return [reply, seen];
}

async function listed({ client }: Started): Promise<readonly [readonly string[], readonly string[]]> {
  for (const ref of ['c', 'a', 'b']) await built(client, ref);
  for (const id of ['z', 'x', 'y']) await sees(invoke(client, 'a', id, sh('echo up; sleep infinity')), 'up');
  const sessions: string[] = [];
  const processes: string[] = [];
  for (let i = 0; i < 12; i++) {
    sessions.push((await client.rpc.list()).refs.join());
    processes.push((await client.rpc.listProcesses({ ref: 'a' })).processes.map(({ processId }) => processId).join());
  }
  return [sessions, processes];
}

overTransports('A quirk', (start) => {
  it('is tested with and without it, each', () => {
    holdsListed('behaviours in test/fake-controller/quirks/catalogue.test.ts', Object.keys(behaviours), quirkNames);
  });

  for (const [name, { on, off, options, among = {}, revision = '2023-04' }] of Object.entries(behaviours)) {
    it(`${name} ${on.it}`, async () =>
      on.test(await start({ ...options, revision, quirks: { ...among, [name]: true } })));
    it(`${name}, off, ${off.it}`, async () =>
      off.test(await start({ ...options, revision, quirks: { ...among, [name]: false } })));
  }
});

describe('The catalogue of quirks', () => {
  it('cites a section of the page about the real controller for each', () => {
    for (const name of quirkNames)
      expect(quirkCatalogue[name].section, `the section of ${name} in src/fake-controller/quirks/`).to.match(
        /^§\d+(\.\d+)?$/,
      );
  });
});
