import type { Entry } from '../entry.js';

export const eofOfBothFilesInAnyOrder: Entry = {
  name: 'eof-of-both-files-in-any-order',
  title: 'The ends of stdout and stderr come in any order.',
  what: 'Two goroutines send at once, and either may be first. A client that closes its own side at the end of stdout, or waits for that of stderr after it, works on most days.',
  source: 'docs/real-controller.md §5.7, §1 (14)',
  careful: 'Waits for the status; takes each end for that of its file, in whichever order they come.',
  scenario: { programs: [{ program: 'make', steps: [{ send: 'made\n' }, { exit: 0 }] }] },
};

export const errorStatusOvertakesData: Entry = {
  name: 'error-status-overtakes-data',
  title: 'The status of a failed process overtakes its output, which is lost.',
  what: 'grpc-js hands over a status other than OK as soon as it has come, before messages that its user has not read yet, and drops those. Every end of an Invoke is such a status. A client that reads slowly misses the last output, most of all the message that says why.',
  source: 'docs/real-controller.md §5.7',
  careful: 'Reads eagerly: takes every message as it comes, and never pauses the stream.',
  scenario: {
    programs: [{ program: 'make', steps: [{ send: { lines: 20_000 } }, { send: 'error: no rule\n' }, { exit: 2 }] }],
  },
};

export const stdinAfterEof: Entry = {
  name: 'stdin-after-eof',
  title: 'Data for stdin after its end ends the Invoke, and leaves the process running.',
  what: "The end of stdin closes the server's side of the pipe, and the next write to it fails. A client that goes on typing after its EOF loses the stream with `io: read/write on closed pipe`, and may take that for the end of the process.",
  source: 'docs/real-controller.md §5.7, §1 (10)',
  careful: 'Sends nothing on file 0 after its EOF; to type again, it attaches again.',
  scenario: { programs: [{ program: 'cat', reactions: [{ on: { pattern: '(.*)\\n' }, do: [{ send: '$1\n' }] }] }] },
};

export const stdinEofNotPropagated: Entry = {
  name: 'stdin-eof-not-propagated',
  title: 'The end of stdin does not reach the process.',
  what: 'EOF on file 0 closes only the pipe between the stream and the server; the process keeps waiting for more. A program that reads to the end of its input never ends.',
  source: 'docs/real-controller.md §5.7, §1 (10)',
  careful:
    'Ends input with something that the program understands, such as a last line or a count, or ends the process with DisconnectProcess.',
  scenario: {
    programs: [
      {
        program: 'mail',
        reactions: [
          { on: { pattern: '^\\.\\n', flags: 'm' }, do: [{ send: 'sent\n' }, { exit: 0 }] },
          { on: { eof: true }, do: [{ send: 'sent\n' }, { exit: 0 }] },
        ],
      },
    ],
  },
};

export const tailOutputLostAtExit: Entry = {
  name: 'tail-output-lost-at-exit',
  title: 'The last output of a process is lost when it exits.',
  what: 'Bytes that the server has read and not yet forwarded when the process ends are thrown away. A client that judges by the last lines finds nothing wrong in what is left.',
  source: 'docs/real-controller.md §6, §10',
  careful: 'Judges by the exit, and has output that matters end with a mark: without it, it runs the program again.',
  scenario: {
    programs: [{ program: 'check', steps: [{ send: 'ok: a\n' }, { send: 'FAILED: b\n-- end\n' }, { exit: 0 }] }],
    faults: [{ rpc: 'Invoke', at: { message: 2 }, do: { drop: true } }],
  },
};

export const utf8SplitAcrossChunks: Entry = {
  name: 'utf8-split-across-chunks',
  title: 'A character comes in two messages.',
  what: 'Output is cut into messages of at most 4096 bytes, wherever that is. A client that decodes each message by itself shows replacement characters at the seams.',
  source: 'docs/real-controller.md §3.1, §6',
  careful: 'Keeps one streaming decoder for each file.',
  scenario: { programs: [{ program: 'cat', steps: [{ send: { repeat: '€', bytes: 9000 } }, { exit: 0 }] }] },
};
