import type { CatalogueEntry } from '../entry.js';

export const stdinAfterEof: CatalogueEntry = {
  name: 'stdin-after-eof',
  title: 'Data for stdin after its end ends the Invoke, and leaves the process running.',
  what: "The end of stdin closes the server's side of the pipe, and the next write to it fails. A client that goes on typing after its EOF loses the stream with `io: read/write on closed pipe`, and may take that for the end of the process.",
  source: 'docs/real-controller.md §5.7, §1 (10)',
  careful: 'Sends nothing on file 0 after its EOF; to type again, it attaches again.',
  scenario: { programs: [{ program: 'cat', reactions: [{ on: { pattern: '(.*)\\n' }, do: [{ send: '$1\n' }] }] }] },
};
