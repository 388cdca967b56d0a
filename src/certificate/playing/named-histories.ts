import type { Intent } from '../../conformance/model/intent.js';

/** A case of the catalogue that clients can bring about on any server. */
export interface NamedHistory {
  /** The case's name in the catalogue. */
  readonly name: string;
  readonly intents: readonly Intent[];
}

const client = 0;
const session = 0;
const process = 0;
const stream = 0;

const builds: Intent = { kind: 'build', client, session, fixture: 'succeeds' };
const starts = (
  program: 'cat' | 'emits' | 'exits',
  more: { process?: number; code?: number; rollback?: boolean } = {},
): Intent => ({
  kind: 'start',
  client,
  session,
  process,
  program,
  code: 0,
  rollback: false,
  ...more,
});
const begins = (fixture: 'takesLong' | 'readsStdin'): Intent => ({ kind: 'begin-build', client, session, fixture });
const of = (kind: 'list-processes' | 'inspect' | 'disconnect' | 'status' | 'input' | 'expiring-status'): Intent => ({
  kind,
  client,
  session,
});
const on = (kind: 'type' | 'close-stdin' | 'late-data' | 'half-close' | 'cancel', at = stream): Intent => ({
  kind,
  client,
  stream: at,
});
const sends: Intent = { kind: 'send-input', client, stream, after: 'nothing', eof: false };

/** The cases, told as what their clients do. */
export const namedHistories: readonly NamedHistory[] = [
  { name: 'exit-zero-is-cancelled', intents: [builds, starts('exits')] },
  { name: 'status-after-build', intents: [builds, of('status')] },
  { name: 'two-subscribers', intents: [begins('takesLong'), of('status'), on('cancel')] },
  { name: 'subscriber-leaves-mid-build', intents: [begins('takesLong'), of('status'), on('cancel', 2), on('cancel')] },
  { name: 'stolen-status-message', intents: [of('expiring-status'), builds] },
  {
    name: 'failed-build-leaves-session',
    intents: [{ ...builds, fixture: 'failsEarly' }, { kind: 'list', client }, of('inspect')],
  },
  { name: 'disconnect-during-build', intents: [begins('takesLong'), of('disconnect'), { kind: 'list', client }] },
  { name: 'rebuild-over-running-processes', intents: [builds, starts('cat'), builds, of('list-processes')] },
  {
    name: 'disconnect-process-answers-internal',
    intents: [builds, starts('cat'), { kind: 'disconnect-process', client, session, process }],
  },
  {
    name: 'poisoned-container',
    intents: [
      builds,
      starts('cat'),
      starts('exits', { process: 1, code: 7 }),
      of('list-processes'),
      starts('cat', { process: 1 }),
    ],
  },
  {
    name: 'rollback-kills-neighbour',
    intents: [builds, starts('cat'), starts('cat', { process: 1, rollback: true }), of('list-processes')],
  },
  {
    name: 'takeover-during-output',
    intents: [builds, starts('cat'), { kind: 'attach', client: 1, session, process, configured: false }, on('type', 1)],
  },
  {
    name: 'signals-ignored',
    intents: [
      builds,
      starts('cat'),
      { kind: 'control', client, stream, how: 'signal' },
      { kind: 'control', client, stream, how: 'resize' },
      on('type'),
    ],
  },
  { name: 'stdin-eof-not-propagated', intents: [builds, starts('emits'), on('close-stdin'), of('list-processes')] },
  { name: 'stdin-after-eof', intents: [builds, starts('emits'), on('close-stdin'), on('late-data')] },
  {
    name: 'wrong-fd-detaches',
    intents: [builds, starts('cat'), { kind: 'misuse', client, stream, how: 'fd' }, of('list-processes')],
  },
  { name: 'input-without-eof', intents: [begins('readsStdin'), of('input'), sends, sends, { ...sends, eof: true }] },
  {
    name: 'input-after-build',
    intents: [
      begins('readsStdin'),
      of('input'),
      sends,
      sends,
      sends,
      { kind: 'end-input', client, stream, how: 'half-close' },
      of('inspect'),
    ],
  },
];
