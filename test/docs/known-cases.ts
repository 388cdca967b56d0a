/** What `docs/real-controller.md` §10 lists: the entries of the catalogue that reproduce it, or why there is none. */
export interface KnownCase {
  readonly what: string;
  readonly entries?: readonly string[];
  readonly why?: string;
}

/** The rows of the table, in its order. */
export const threads: readonly KnownCase[] = [
  {
    what: 'sessions leak',
    entries: ['failed-build-leaves-session', 'stolen-status-message', 'abandoned-input-closes-stdin'],
  },
  { what: 'builds from stdin hang', entries: ['input-without-eof'] },
  {
    what: 'a second Solve that ends in "context canceled"',
    why: 'Only the log of the server shows it; no client sees it.',
  },
  {
    what: 'an error that carries the session',
    entries: ['huge-error-details'],
    why: 'The detail itself is in every failing build of 0.11 and later: it is the protocol, and no edge case.',
  },
  {
    what: 'attach without killing',
    entries: ['takeover-during-output', 'takeover-racing-exit', 'output-while-detached-is-lost'],
  },
  { what: 'the first version could not switch', why: 'Older than the service.' },
  {
    what: 'files per revision',
    entries: ['info-never-answers'],
    why: 'The files themselves are not reached by a scenario.',
  },
  { what: 'progress on the wrong side, duplicate logs', why: 'About the printer of the command line.' },
  { what: '`unknown ref ""`', why: 'A text; the conformance suite asserts it.' },
  {
    what: 'an empty Cmd cannot be expressed',
    why: 'A gap of the protocol, without any timing.',
  },
  {
    what: 'a multi-platform result cannot be debugged',
    why: 'A plain error, without any timing: `container: { fails: … }` in a build plays it.',
  },
  { what: 'rollback cancels the old process', entries: ['rollback-kills-neighbour'] },
  { what: 'link to the details of a build', why: 'About the command line.' },
  {
    what: 'the wrong id after a failure',
    why: 'A mistake of the client, which sends an id that does not exist; 0.18 is not spoken by the fake.',
  },
  { what: 'a race around pausing progress', why: 'About the command line alone.' },
  { what: '"send on closed channel"', entries: ['death-by-cancelled-stalled-build'] },
  { what: 'a missing `sh` shows only the words of runc', entries: ['start-failure-of-unknown-command'] },
  { what: '"debug --invoke does not start a shell"', why: 'As the wrong id, above.' },
  { what: 'a debugger with breakpoints', why: 'Never merged.' },
  { what: 'the removal of the service', why: 'No behaviour.' },
  {
    what: 'a panic from some solve errors',
    entries: ['death-by-missing-result'],
    why: 'Reported of a newer program; to a client it is a server that dies, as here.',
  },
];

/** The list below the table, one by one. */
export const fromTheCode: readonly KnownCase[] = [
  { what: 'crash: nil Options', entries: ['death-by-missing-options'] },
  { what: 'crash: nil result', entries: ['death-by-missing-result'] },
  { what: 'DisconnectProcess answers INTERNAL', entries: ['disconnect-process-answers-internal'] },
  { what: 'exit 0 is CANCELED', entries: ['exit-zero-is-cancelled'] },
  { what: 'the client hangs on an OK end', entries: ['ok-end-hangs-attach-io'] },
  { what: 'Status and Input: theft', entries: ['stolen-status-message', 'abandoned-input-closes-stdin'] },
  {
    what: 'Status and Input: busy waiting',
    why: 'It costs the server time and shows no client anything.',
  },
  {
    what: 'Input lingers after EOF',
    entries: ['input-without-eof'],
    why: 'The lingering itself is the quirk `input-lingers`; buildx never reads Input.',
  },
  { what: 'hangs on half-close', entries: ['invoke-half-closed-before-init'] },
  { what: 'an exit value that nobody reads', why: 'A leak in the server, which shows no client anything.' },
  {
    what: 'deadlock of attach and exit',
    entries: ['takeover-racing-exit'],
    why: 'The deadlock was never seen; the start of a new process, beside it, is there.',
  },
  { what: 'the asynchronous killer hits the new process', why: 'Never seen, and the fake does not have it.' },
  { what: 'two Sends at once on a stream', entries: ['eof-of-both-files-in-any-order'] },
  { what: 'loss of the tail of output', entries: ['tail-output-lost-at-exit'] },
  { what: 'silent discard while detached', entries: ['output-while-detached-is-lost'] },
  {
    what: 'the global lock stalls in Disconnect',
    why: 'A delay of all calls, which a scenario with the fault `delay` plays; nobody has measured it.',
  },
  { what: 'a result orphaned by Disconnect during Build', entries: ['disconnect-during-build'] },
  { what: '`--root` mismatch', why: 'Before any call.' },
  { what: 'a server with a stale environment', why: 'Nothing of it is on the wire.' },
];
