/**
 * The requirements to which no mutant is bound, and why. Those that are only observed are not listed, because they are
 * never violated.
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

/** Deviations that no client can see; the argument says why no requirement may notice them. */
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

/** The requirements that are never the only one, besides the models, to notice a mutant, and why. */
export const shared: Readonly<Record<string, string>> = {
  'LIST-006':
    'Whose connection built a session is not known to a handler: a mutant that forgets sessions with their connection cannot be made here, and all others forget them for LIST-003 as well.',
  'BUILD-014':
    'That others can build while a long build runs is also how STATUS-011, INPUT-010 and BUILD-017 let time go by.',
  'OPTION-002':
    'Builds of its target are how OPTION-013 to OPTION-032 look at other options: without it they see nothing.',
  'OPTION-012':
    'Where Inspect is, INSPECT-006 misses an option that got lost as well; this one asks whether the build hears it.',
  'OPTION-020':
    'Where Inspect is, INSPECT-006 misses an option that got lost as well; this one asks whether the build hears it.',
  'OPTION-030':
    'Where Inspect is, INSPECT-006 misses an option that got lost as well; this one asks whether the build hears it.',
  'STATUS-007':
    'DISC-010 asks the same of Status, and that the build is cancelled; this one is the part that every release keeps.',
  'STATUS-008': 'STATUS-009 asks for all of that, and for more; this one is the part that every release keeps.',
  'INPUT-010':
    'A build that does not wait for the end of its stdin loses what comes after, which INPUT-005 to INPUT-007 notice too.',
  'PROC-017': 'LIST-006 asks for the processes of a fresh session, too, to see that it is the same session.',
  'DISC-001':
    'A refusal that needs no session: XPORT-005, XPORT-010 and XPORT-018 use it to see which request was answered.',
  'DISC-002': 'A call without effect: LIST-001, XPORT-010 and XPORT-011 make it to see that nothing comes of it.',
  'BUILD-003':
    'BUILD-001 sends the same contents with a Build that must be refused, and sees a server that chokes on them first.',
  'STATUS-009':
    'STATUS-010 asks a later subscriber for what was shown before it came, and misses what a shared channel took as well.',
  'INVOKE-023':
    'INVOKE-022 and PROC-040 ask the same of streams that end in another way; this one is about the usual end.',
  'PROC-004':
    'PROC-031 to PROC-042 read what a process tells before it exits at once: with its output lost they see nothing.',
  'PROC-010': 'PROC-043 lists the processes when one has exited, to see that the others are left.',
  'PROC-024': 'PROC-045 starts a process in that state, too, to see what ListProcesses tells of it.',
  'PROC-025': 'A refusal that needs no session: XPORT-005 uses it to see which request was answered.',
  'PROC-033': 'PROC-045 looks at the same option in ListProcesses; this one asks the process itself.',
  'PROC-036': 'PROC-045 looks at the same option in ListProcesses; this one asks the process itself.',
  'PROC-037': 'PROC-045 looks at the same option in ListProcesses; this one asks the process itself.',
  'PROC-039': 'PROC-045 looks at the same option in ListProcesses; this one asks the process itself.',
  'PAYLOAD-001':
    'Vertices without a digest or a name are not found by PAYLOAD-017 to PAYLOAD-025, which look for them by these.',
  'PAYLOAD-002':
    'PAYLOAD-018, PAYLOAD-021 and PAYLOAD-025 look for vertices by their names, and do not find a renamed one.',
  'PAYLOAD-026': 'OPTION-015 to OPTION-018 read the same answer to see what a build has exported.',
  'PAYLOAD-006': 'STATUS-008, STATUS-009 and STATUS-012 look for the same gaps in the history of the same build.',
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
  {
    name: 'quirk-refusal-unseen',
    does: 'A Status that waits sees nothing of a build that is refused at once, and waits for the next one.',
    why: 'It is a race of every released server, and BUILD-018 takes both ends: clients have to.',
  },
  {
    name: 'quirk-silent-ends-race',
    does: 'When races are seeded, the end of a process that wrote nothing is told wrongly now and then: INTERNAL after one EOF, or why it did not start in other words.',
    why: 'PROC-009 and PROC-042 notice it when they meet it, which is one end in twelve: not in every run.',
  },
  {
    name: 'quirk-lost-exits',
    does: 'When races are seeded, the exit of a process that came to a container with others is never told now and then: it is not listed, and its stream stays open.',
    why: 'PROC-043 and MODEL-005 notice it when they meet it, which is one exit in fourteen: not in every run.',
  },
];
