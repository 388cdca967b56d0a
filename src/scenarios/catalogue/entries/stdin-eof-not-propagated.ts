import type { CatalogueEntry } from '../entry.js';

export const stdinEofNotPropagated: CatalogueEntry = {
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
