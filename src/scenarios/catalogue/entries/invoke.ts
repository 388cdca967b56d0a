import type { Entry } from '../entry.js';

export const exitZeroIsCancelled: Entry = {
  name: 'exit-zero-is-cancelled',
  title: 'A process that exits with 0 ends its Invoke with CANCELLED.',
  what: "The end of the process cancels the context that its stream runs in, and that context's error becomes the status. A client that takes every status but OK for a failure reports good runs as failed.",
  source: 'docs/real-controller.md §5.7, §1 (1)',
  careful:
    'Takes CANCELLED `context canceled`, without a cancel of its own and with the process no longer listed, for exit 0.',
  scenario: { programs: [{ program: 'make', steps: [{ send: 'made\n' }, { exit: 0 }] }] },
};

export const invokeHalfClosedBeforeInit: Entry = {
  name: 'invoke-half-closed-before-init',
  title: 'An Invoke that is half-closed before its first message hangs.',
  what: 'The server swallows the end of the requests while it waits for Init, and then waits for ever. A client that pipes an empty source into the stream, and closes it behind, never hears of it again.',
  source: 'docs/real-controller.md §5.7',
  careful: 'Sends Init before anything else, and gives the call a deadline until the first message has come.',
  scenario: { programs: [{ program: 'make', steps: [{ send: 'made\n' }, { exit: 0 }] }] },
};

export const okEndHangsAttachIo: Entry = {
  name: 'ok-end-hangs-attach-io',
  title: 'An Invoke ends with OK, and a client that waits for an error waits for ever.',
  what: "buildx' own client swallows the end of a stream that carries no error, because the real server practically never ends Invoke with OK. A server, or something in between, that does leaves such a client attached to nothing.",
  source: 'docs/real-controller.md §7.3, §1 (2)',
  careful: 'Takes any end of the stream for its end, whatever the status.',
  scenario: {
    programs: [{ program: 'make', steps: [{ send: 'made\n' }, { exit: 0 }] }],
    faults: [{ rpc: 'Invoke', at: { end: true }, do: { status: { code: 'OK' } } }],
  },
};

export const outputWhileDetachedIsLost: Entry = {
  name: 'output-while-detached-is-lost',
  title: 'What a process writes while nobody is attached is thrown away.',
  what: 'There is no backlog: the next stream to attach sees only what is written from then on. A client that detaches and comes back has a gap in its output, and nothing tells of it.',
  source: 'docs/real-controller.md §6, §1 (13)',
  careful: 'Attaches the new stream before it lets go of the old one.',
  scenario: {
    programs: [
      {
        program: 'make',
        steps: [
          { send: 'one\n' },
          { barrier: 'reconnecting' },
          { send: 'two\n' },
          { attached: 2 },
          { send: 'three\n' },
          { stall: true },
        ],
      },
    ],
  },
};

export const takeoverDuringOutput: Entry = {
  name: 'takeover-during-output',
  title: 'Another client attaches to a process in the middle of its output.',
  what: 'The stream that was attached gets the end of both files and CANCELLED, exactly as when the process exits with 0; what is written from then on goes to the other stream. A client that takes the end of its stream for the end of the process reports success while it runs.',
  source: 'docs/real-controller.md §6, §1 (14); docker/buildx#1626',
  careful: 'Asks ListProcesses: a process that is still listed was taken over, not finished.',
  scenario: {
    programs: [{ program: 'make', steps: [{ send: 'one\n' }, { attached: 2 }, { send: 'two\n' }, { stall: true }] }],
  },
};

export const takeoverRacingExit: Entry = {
  name: 'takeover-racing-exit',
  title: 'A client attaches to a process that has just exited, and starts it again.',
  what: 'A process is known until it exits; the same Invoke a moment later finds no such process and starts one of that name, if it carries a configuration. A client that attaches with one runs a program twice that should have run once.',
  source: 'docs/real-controller.md §6, §1 (15)',
  careful: 'Attaches without a configuration: when the process is gone, that is refused, and nothing is started.',
  scenario: {
    programs: [{ program: 'migrate', steps: [{ send: 'migrated\n' }, { barrier: 'exiting' }, { exit: 0 }] }],
  },
};

export const wrongFdDetaches: Entry = {
  name: 'wrong-fd-detaches',
  title: 'A message for another file than stdin detaches the client.',
  what: 'A client may only write to file 0. Anything else ends its stream with UNKNOWN `unexpected fd`, while the process runs on without anybody who sees its output.',
  source: 'docs/real-controller.md §5.7',
  careful: 'Sends on file 0 only; and after an end that is no exit looks into ListProcesses, and attaches again.',
  scenario: {
    programs: [{ program: 'serve', steps: [{ send: 'up\n' }, { attached: 2 }, { send: 'again\n' }, { stall: true }] }],
  },
};
