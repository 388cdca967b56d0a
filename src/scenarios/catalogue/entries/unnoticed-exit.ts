import type { CatalogueEntry } from '../entry.js';

export const unnoticedExit: CatalogueEntry = {
  name: 'unnoticed-exit',
  title: 'The exit of a process without a TTY goes unnoticed while its stdin is open.',
  what: 'BuildKit waits for its copy of stdin before it tells of the exit: there is no end of the output, no status, and the process stays listed until data for stdin comes. A client that waits for the end waits for ever.',
  source: 'docs/real-controller.md §6, §13.1',
  careful: 'Asks for a TTY; or sends a byte of stdin when the output says that the program is done.',
  quirks: { 'unnoticed-exit': true },
  scenario: { programs: [{ program: 'make', steps: [{ send: 'made\n' }, { exit: 3 }] }] },
};
