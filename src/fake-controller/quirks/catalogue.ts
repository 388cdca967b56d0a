import type { RevisionSpan } from '../../protocol/revision.js';

/**
 * A defect of the real server that the fake reproduces in the revisions that have it, unless it is switched off.
 *
 * @since 0.1.0
 */
export interface Quirk extends RevisionSpan {
  /** What the fake does with it. */
  readonly does: string;
  /** What a good server does, and what the fake does without the quirk. */
  readonly without: string;
  /** Section of `docs/real-controller.md`. */
  readonly section: string;
  /** Whether it is on unless it is switched off. Default true. */
  readonly byDefault?: boolean;
}

/**
 * All quirks by name. What clients rely on, however odd, is no quirk and cannot be switched off.
 *
 * @since 0.1.0
 */
export const quirkCatalogue = {
  'single-status-channel': {
    does: 'All Status streams of a build share one channel: each message goes to exactly one of them, and is then gone.',
    without: 'Every Status stream gets every message from the first.',
    section: '§5.5',
  },
  'build-needs-subscriber': {
    does: 'A build blocks at every progress message until a Status stream takes it.',
    without: 'A build runs on, whether anybody reads its progress or not.',
    section: '§5.4',
  },
  'stalled-build-ignores-cancel': {
    does: 'A build that is blocked at a progress message does not notice that its client has cancelled it.',
    without: 'A cancelled build ends at once.',
    section: '§5.4',
  },
  'late-status-dropped': {
    does: 'What a build reports after its cancellation is dropped: the last state of its running vertices never comes.',
    without: 'A cancelled build reports its running vertices as cancelled.',
    section: '§5.4',
    since: '0.11',
  },
  'status-waits-after-build': {
    does: 'A Status opened after the end of a build waits for the next build of that ref.',
    without: 'It gets the history of the build that is over, and ends OK.',
    section: '§5.5',
  },
  'refusal-unseen': {
    does: 'A build that is refused before its builder is looked at is over before a waiting Status sees it, which waits on for the next build of that ref: a race, won only when races are seeded.',
    without: 'The Status ends OK, without a message.',
    section: '§5.3',
  },
  'zombie-subscribers': {
    does: 'A cancelled Status goes on: it takes one more message, which is lost.',
    without: 'A cancelled Status is forgotten at once.',
    section: '§5.5',
  },
  'zombie-inputs': {
    does: 'An Input that was cancelled while it waited for a build closes the stdin of that build when it comes.',
    without: 'A cancelled Input is forgotten at once.',
    section: '§5.6',
  },
  'stale-input': {
    does: 'An Input opened after the end of a build gets its dead stdin; a failed write is reported only at the next event.',
    without: 'It is refused with FAILED_PRECONDITION, and a failed write ends the Input at once.',
    section: '§5.6',
  },
  'input-lingers': {
    does: 'After EOF, Input waits for one more event of its client before it ends.',
    without: 'Input ends OK at EOF.',
    section: '§5.6',
  },
  'cancelled-input-is-eof': {
    does: 'Cancelling an Input looks to the build like the end of stdin: a truncated context may pass for a complete one.',
    without: "The build's stdin fails.",
    section: '§5.6',
  },
  'mute-invoke-hangs': {
    does: 'An Invoke that is half-closed before its Init message hangs.',
    without: 'It ends INVALID_ARGUMENT.',
    section: '§5.7',
  },
  'half-close-hides-cancel': {
    does: 'After a half-close, Invoke does not notice that its client has cancelled: the process counts as attached.',
    without: 'A cancelled Invoke is detached at once.',
    section: '§5.7',
  },
  'ignores-signals': {
    does: 'Signal and Resize messages are accepted and ignored.',
    without: 'They reach the process.',
    section: '§5.7',
  },
  'stdin-eof-lost': {
    does: "The end of stdin does not reach the process; data after it ends the Invoke with 'io: read/write on closed pipe'.",
    without: 'The process sees the end of its stdin.',
    section: '§5.7',
  },
  'poisoned-container': {
    does: 'When a process fails or is killed, or the first one ends, all others of its container are killed at once.',
    without: 'The end of a process leaves the others alone.',
    section: '§6',
  },
  'detached-output-lost': {
    does: 'What a process writes while no Invoke is attached is thrown away.',
    without: 'The next Invoke to attach gets it.',
    section: '§6',
  },
  'unnoticed-exit': {
    does: 'The exit of a process without TTY goes unnoticed until stdin data comes or it is disconnected (a defect of BuildKit).',
    without: 'Every exit is noticed.',
    section: '§13',
    byDefault: false,
  },
  'silent-ends-race': {
    does: 'When races are seeded, the end of a process that wrote nothing is told wrongly now and then: INTERNAL after one EOF, or why it did not start in other words.',
    without: 'It is told like any other.',
    section: '§5.7',
  },
  'lost-exits': {
    does: 'When races are seeded, the exit of a process that came to a container with others is never told now and then: it is not listed, and its stream stays open.',
    without: 'Every exit is told.',
    section: '§6',
    byDefault: false,
  },
  'disconnect-process-internal': {
    does: "DisconnectProcess kills the process, and answers INTERNAL 'grpc: error while marshaling: proto: Marshal called with nil'. Servers that are built with a newer grpc-go, such as Debian's 0.13.1, answer OK: to be like them, switch it off.",
    without: 'It answers OK.',
    section: '§5.9',
    until: '0.16',
  },
  'disconnect-keeps-build': {
    does: 'Disconnect does not cancel a running build: it runs on, and its Build fails with an unknown key.',
    without: 'Disconnect cancels the build, whose Build ends CANCELLED.',
    section: '§5.10',
  },
  'build-end-hits-namesake': {
    does: 'When a build of a disconnected session ends, it resets the state of a newer session with the same ref.',
    without: 'It touches its own session only.',
    section: '§5.10',
  },
  'random-list-order': {
    does: 'List and ListProcesses answer in an order drawn by chance.',
    without: 'They answer in the order of creation.',
    section: '§5.2',
  },
  'dies-of-missing-options': {
    does: 'A Build without options kills the server.',
    without: 'It is refused with INVALID_ARGUMENT.',
    section: '§5.3',
  },
  'dies-of-missing-result': {
    does: 'A new process in a session without a result kills the server.',
    without: 'It is refused with FAILED_PRECONDITION.',
    section: '§5.7',
  },
  'dies-of-cancelled-stalled-build': {
    does: 'Cancelling a Build whose progress nobody reads kills the server.',
    without: 'The build is cancelled.',
    section: '§5.4',
    since: '0.11',
  },
} as const satisfies Record<string, Quirk>;

/**
 * The name of a quirk, such as `'build-needs-subscriber'`.
 *
 * @since 0.1.0
 */
export type QuirkName = keyof typeof quirkCatalogue;
/**
 * The names of all quirks, in the catalogue's order.
 *
 * @since 0.1.0
 */
export const quirkNames = Object.keys(quirkCatalogue) as readonly QuirkName[];

/** The quirk of that name. */
export function quirk(name: QuirkName): Quirk {
  return quirkCatalogue[name];
}
