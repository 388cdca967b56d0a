/**
 * The requirements to which no mutant is bound, and why. Those that are only observed need no word: they are never
 * violated.
 */
export const untested: Readonly<Record<string, string>> = {
  'XPORT-012':
    'It is judged by the deaths under all other requirements: a mutant that dies would be found by one of those, and ' +
    'the test of the suite against servers that die holds it.',
};

/** A deviation that no client can see. */
export interface Equivalent {
  readonly name: string;
  readonly does: string;
  readonly argument: string;
}

/** Deviations that are none: the argument says why no requirement may notice them. */
export const equivalents: readonly Equivalent[] = [
  {
    name: 'quirk-random-list-order',
    does: 'List and ListProcesses answer in an order drawn by chance.',
    argument:
      'Sessions and processes are sets, and the real server promises no order (docs/real-controller.md §5.2): LIST-007 only observes it.',
  },
  {
    name: 'quirk-detached-output-lost',
    does: 'What a process writes while no Invoke is attached is thrown away.',
    argument:
      'Every released server does so (docs/real-controller.md §6), and no client can tell how much a process has written meanwhile: INVOKE-021 only observes it.',
  },
  {
    name: 'output-cut-smaller',
    does: 'Output comes in messages of 1024 bytes in place of 4096.',
    argument:
      'Where output is cut means nothing: a client puts it together again. The requirements limit the size from above alone.',
  },
  {
    name: 'fd2-eof-first',
    does: 'EOF for stderr comes before EOF for stdout.',
    argument: 'The two race on the real server, too (docs/real-controller.md §5.7).',
  },
  {
    name: 'back-pressure-ignored',
    does: 'Output is sent on without waiting for the client to have room.',
    argument:
      "It all comes, in order: only the server's memory grows, which no client can see. What can be seen of it, loss, is `slow-reader-loses`.",
  },
  {
    name: 'status-messages-merged',
    does: 'Two messages of progress that come at once are sent as one.',
    argument: 'A message is a batch of events in order of time; where batches end is chance on the real server.',
  },
  {
    name: 'init-error-without-prefix',
    does: 'An error at the start of Invoke always comes without `failed to initialize IO server: `.',
    argument: 'Two goroutines race to report it, and either may win (docs/real-controller.md §1, fact 17).',
  },
  {
    name: 'quirk-half-close-hides-cancel',
    does: 'After a half-close, Invoke does not notice that its client has cancelled: the process counts as attached.',
    argument:
      'Its stream is dead for its client, and the next Invoke takes the process over as it would take over any other. What differs is output written meanwhile, of which nothing is required (INVOKE-021).',
  },
];

/** Why the other requirements notice as well. */
const because = {
  model:
    'The model of LIST-009, which holds every sequence of sessions, includes its case; this one says in a sentence what the model shows in steps.',
  code: 'Its code is a MUST and its text a SHOULD under another ID, which compares the whole ending: a wrong code violates both.',
  words:
    'Its text alone is looked at here, and the same words are looked at where the same message comes earlier or later on a stream.',
  groundwork:
    'Its exchange is also the beginning of other checks, which wait for a long build or a running process to behave so.',
  oneOfSeveral:
    'The way in which it is ended or refused is one of several that another requirement goes through one after the other.',
  sameStream: 'What breaks it is seen as well by those that wait for the same stream to end in the same way.',
  progress:
    'The invariants of progress lean on one another: what breaks this one in a history breaks the completeness or the order that another looks at.',
} as const;

/** The requirements that never are the only one to notice a mutant, and why. */
export const shared: Readonly<Record<string, string>> = {
  'LIST-001': because.model,
  'LIST-008': because.model,
  'DISC-002': because.model,
  'DISC-003': because.model,
  'PROC-015': because.model,
  'INPUT-002': because.code,
  'INPUT-013': because.code,
  'INVOKE-013': because.code,
  'INVOKE-027': because.code,
  'XPORT-001': because.code,
  'DISC-009': because.code,
  'INVOKE-006': because.words,
  'INVOKE-009': because.words,
  'LIST-004': because.groundwork,
  'LIST-005': because.groundwork,
  'LIST-006': because.groundwork,
  'BUILD-014': because.groundwork,
  'BUILD-015': because.groundwork,
  'STATUS-005': because.groundwork,
  'STATUS-010': because.groundwork,
  'PROC-017': because.groundwork,
  'PROC-018': because.groundwork,
  'PROC-020': because.groundwork,
  'INVOKE-020': because.groundwork,
  'INVOKE-008': because.groundwork,
  'INPUT-009': because.groundwork,
  'INPUT-010': because.groundwork,
  'BUILD-009': because.oneOfSeveral,
  'BUILD-010': because.oneOfSeveral,
  'DISC-001': because.oneOfSeveral,
  'DISC-011': because.oneOfSeveral,
  'PROC-026': because.oneOfSeveral,
  'PROC-027': because.oneOfSeveral,
  'INVOKE-019': because.oneOfSeveral,
  'INVOKE-023': because.oneOfSeveral,
  'STATUS-004': because.oneOfSeveral,
  'STATUS-008': because.oneOfSeveral,
  'PROC-006': because.oneOfSeveral,
  'XPORT-005': because.oneOfSeveral,
  'XPORT-010': because.oneOfSeveral,
  'STATUS-002': because.sameStream,
  'STATUS-003': because.sameStream,
  'STATUS-007': because.sameStream,
  'INPUT-012': because.sameStream,
  'PROC-005': because.sameStream,
  'PROC-010': because.sameStream,
  'PROC-024': because.sameStream,
  'BUILD-017': because.sameStream,
  'INVOKE-026': because.sameStream,
  'INSPECT-004': because.sameStream,
  'PAYLOAD-004': because.progress,
  'PAYLOAD-006': because.progress,
  'PAYLOAD-008': because.progress,
  'PAYLOAD-010': because.progress,
};

/** Deviations that a client could see and no requirement notices yet, and why. */
export const survivors: readonly { readonly name: string; readonly does: string; readonly why: string }[] = [
  {
    name: 'quirk-build-end-hits-namesake',
    does: 'When a build of a disconnected session ends, it resets the state of a newer session with the same ref.',
    why: 'It shows only where a ref is built anew while its old build still runs, and no requirement does that: a real server may die of what follows.',
  },
  {
    name: 'quirk-stalled-build-ignores-cancel',
    does: 'A build that is blocked at a progress message does not notice that its client has cancelled it.',
    why: 'Its ref stays busy. Requirements cancel builds that somebody watches, but for BUILD-017, which asks only that nothing else suffers: cancelling one that nobody watches kills some real servers.',
  },
];
