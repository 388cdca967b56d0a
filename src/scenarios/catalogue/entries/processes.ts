import type { Entry } from '../entry.js';

export const disconnectProcessAnswersInternal: Entry = {
  name: 'disconnect-process-answers-internal',
  title: 'DisconnectProcess kills the process, and answers INTERNAL.',
  what: 'The handler returns a typed nil, which gRPC cannot marshal, after it has done its work. A client that takes the error at its word tries again, and is told that there is no such process.',
  source: 'docs/real-controller.md §5.9, §1 (4)',
  careful: 'Takes the answer for a hint, and asks ListProcesses whether the process is gone.',
  until: '0.16',
  scenario: { programs: [{ program: 'serve', steps: [{ send: 'up\n' }, { stall: true }] }] },
};

export const poisonedContainer: Entry = {
  name: 'poisoned-container',
  title: 'A process fails, and all others of its container are killed with it.',
  what: 'A process that ends with an error takes its container down, and so does the first one, however it ends: all others end with `exit code: 137` at once, and the next process gets a new container. A client that looks for the cause in the process that was killed looks in the wrong place.',
  source: 'docs/real-controller.md §6, §1 (12)',
  careful: 'Runs what may fail in another session than what must live.',
  scenario: {
    programs: [
      { program: 'serve', steps: [{ send: 'up\n' }, { stall: true }] },
      { program: 'test', steps: [{ exit: 3 }] },
      { program: 'make', steps: [{ send: 'up\n' }, { exit: 0 }] },
    ],
  },
};

export const rebuildOverRunningProcesses: Entry = {
  name: 'rebuild-over-running-processes',
  title: 'A Build of a ref that was built before kills the processes of its session.',
  what: 'Every Build begins with a new container and kills what runs in the old one. The Invoke of such a process ends CANCELLED `context canceled`, exactly as that of a process that exits with 0. A client that builds again beside a running shell takes its death for success.',
  source: 'docs/real-controller.md §5.3, §5.7',
  careful: 'Builds again under a new ref while processes run, and disconnects the old session when they are done.',
  scenario: {},
};

export const rollbackKillsNeighbour: Entry = {
  name: 'rollback-kills-neighbour',
  title: 'An Invoke with Rollback kills all other processes of the session.',
  what: "Rollback makes a new container for the new process, and every process of the old one ends CANCELLED. A client that asks for it by habit, as buildx' monitor does at its start, ends what others run there, who see what looks like exit 0.",
  source: 'docs/real-controller.md §6; docker/buildx#2006, docker/buildx#2086',
  careful: 'Asks for Rollback only when ListProcesses says that nothing runs, or in a session of its own.',
  scenario: {
    programs: [
      { program: 'serve', steps: [{ send: 'up\n' }, { stall: true }] },
      { program: 'make', steps: [{ exit: 0 }] },
    ],
  },
};

export const signalsIgnored: Entry = {
  name: 'signals-ignored',
  title: 'Signals are accepted, and never reach the process.',
  what: 'The callbacks for Signal and Resize were never connected, in any revision. A client that sends SIGINT for Ctrl-C and waits for the process to end waits for ever.',
  source: 'docs/real-controller.md §5.7, §1 (11)',
  careful: 'Types Ctrl-C on a TTY, or ends the process with DisconnectProcess.',
  scenario: {
    programs: [
      { program: 'serve', steps: [{ send: 'up\n' }], reactions: [{ on: { signal: 'SIGINT' }, do: [{ exit: 130 }] }] },
    ],
  },
};

export const startFailureOfUnknownCommand: Entry = {
  name: 'start-failure-of-unknown-command',
  title: 'A command that does not exist looks like one that ran and failed.',
  what: "The runtime's complaint comes as the program's own output, and the process ends with exit code 1 (255, if it is not the first of its container). A client that goes by the exit alone reports that the command failed, and not that it is not there.",
  source: 'docs/real-controller.md §6, §13.1; docker/buildx#1104',
  careful: "Looks for the runtime's words at the start of the output before it blames the program.",
  since: '0.12',
  scenario: { programs: [{ program: 'nope', notFound: true }] },
};

export const unnoticedExit: Entry = {
  name: 'unnoticed-exit',
  title: 'The exit of a process without a TTY goes unnoticed while its stdin is open.',
  what: 'BuildKit waits for its copy of stdin before it tells of the exit: there is no end of the output, no status, and the process stays listed until data for stdin comes. A client that waits for the end waits for ever.',
  source: 'docs/real-controller.md §6, §13.1',
  careful: 'Asks for a TTY; or sends a byte of stdin when the output says that the program is done.',
  quirks: { 'unnoticed-exit': true },
  scenario: { programs: [{ program: 'make', steps: [{ send: 'made\n' }, { exit: 3 }] }] },
};
