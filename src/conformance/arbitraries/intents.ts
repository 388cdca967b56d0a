import * as fc from 'fast-check';
import type { CommandKind } from '../model/command.js';
import type { Intent } from '../model/intent.js';

/** How often a command is drawn, by its kind; those without a number never are. */
export type CommandWeights = Readonly<Partial<Record<CommandKind, number>>>;

export interface IntentOptions {
  readonly weights: CommandWeights;
  readonly maxLength: number;
}

/** How many clients, sessions, processes and streams there are to choose from. */
const names = { clients: 2, sessions: 3, processes: 2, streams: 6 };

/**
 * Generates sequences of commands. Their lengths are spread evenly, because what is rare in short ones is what is
 * looked for.
 */
export function intents({ weights, maxLength }: IntentOptions): fc.Arbitrary<readonly Intent[]> {
  const kinds = Object.entries(weights).map(([kind, weight]) => ({
    // Rounded, because fast-check takes whole numbers.
    weight: Math.round(weight * 100),
    arbitrary: byKind[kind as CommandKind],
  }));
  return fc.noBias(fc.array<Intent>(fc.oneof(...kinds), { minLength: 1, maxLength, size: 'max' }));
}

const client = fc.nat({ max: names.clients - 1 });
const session = fc.nat({ max: names.sessions - 1 });
const process = fc.nat({ max: names.processes - 1 });
const stream = fc.nat({ max: names.streams - 1 });

function plain(kind: 'info' | 'list'): fc.Arbitrary<Intent> {
  return fc.record({ kind: fc.constant(kind), client });
}

function ofSession(
  kind: 'list-processes' | 'inspect' | 'disconnect' | 'status' | 'expiring-status' | 'input',
): fc.Arbitrary<Intent> {
  return fc.record({ kind: fc.constant(kind), client, session });
}

function ofStream(kind: 'type' | 'close-stdin' | 'late-data' | 'half-close' | 'cancel'): fc.Arbitrary<Intent> {
  return fc.record({ kind: fc.constant(kind), client, stream });
}

const byKind: Readonly<Record<CommandKind, fc.Arbitrary<Intent>>> = {
  info: plain('info'),
  list: plain('list'),
  'list-processes': ofSession('list-processes'),
  inspect: ofSession('inspect'),
  disconnect: ofSession('disconnect'),
  'disconnect-process': fc.record({ kind: fc.constant('disconnect-process'), client, session, process }),
  build: fc.record({
    kind: fc.constant('build'),
    client,
    session,
    fixture: fc.constantFrom('succeeds', 'succeeds', 'succeeds', 'failsEarly', 'failsInStep', 'warns'),
  }),
  'begin-build': fc.record({
    kind: fc.constant('begin-build'),
    client,
    session,
    fixture: fc.constantFrom('readsStdin', 'readsStdin', 'takesLong'),
  }),
  status: ofSession('status'),
  'expiring-status': ofSession('expiring-status'),
  input: ofSession('input'),
  'send-input': fc.record({
    kind: fc.constant('send-input'),
    client,
    stream,
    after: fc.constantFrom('nothing', 'nothing', 'empty', 'init'),
    eof: fc.constantFrom(false, false, false, true),
  }),
  'end-input': fc.record({
    kind: fc.constant('end-input'),
    client,
    stream,
    how: fc.constantFrom('half-close', 'eof'),
  }),
  start: fc.record({
    kind: fc.constant('start'),
    client,
    session,
    process,
    program: fc.constantFrom('cat', 'cat', 'cat', 'cat', 'emits', 'emits', 'exits'),
    code: fc.constantFrom(0, 0, 7),
    rollback: fc.constantFrom(false, false, false, false, false, true),
  }),
  attach: fc.record({ kind: fc.constant('attach'), client, session, process, configured: fc.boolean() }),
  type: ofStream('type'),
  'close-stdin': ofStream('close-stdin'),
  'late-data': ofStream('late-data'),
  misuse: fc.record({
    kind: fc.constant('misuse'),
    client,
    stream,
    how: fc.constantFrom('init', 'empty', 'fd'),
  }),
  control: fc.record({ kind: fc.constant('control'), client, stream, how: fc.constantFrom('resize', 'signal') }),
  'half-close': ofStream('half-close'),
  cancel: ofStream('cancel'),
};
