import type { CatalogueEntry } from '../entry.js';

export const eofOfBothFilesInAnyOrder: CatalogueEntry = {
  name: 'eof-of-both-files-in-any-order',
  title: 'The ends of stdout and stderr come in any order.',
  what: 'Two goroutines send at once, and either may be first. A client that closes its own side at the end of stdout, or waits for that of stderr after it, works on most days.',
  source: 'docs/real-controller.md §5.7, §1 (14)',
  careful: 'Waits for the status; takes each end for that of its file, in whichever order they come.',
  scenario: { programs: [{ program: 'make', steps: [{ send: 'made\n' }, { exit: 0 }] }] },
};
