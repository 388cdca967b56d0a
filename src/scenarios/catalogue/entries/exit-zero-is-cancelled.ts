import type { CatalogueEntry } from '../entry.js';

export const exitZeroIsCancelled: CatalogueEntry = {
  name: 'exit-zero-is-cancelled',
  title: 'A process that exits with 0 ends its Invoke with CANCELLED.',
  what: "The end of the process cancels the context that its stream runs in, and that context's error becomes the status. A client that takes every status but OK for a failure reports good runs as failed.",
  source: 'docs/real-controller.md §5.7, §1 (1)',
  careful:
    'Takes CANCELLED `context canceled`, without a cancel of its own and with the process no longer listed, for exit 0.',
  scenario: { programs: [{ program: 'make', steps: [{ send: 'made\n' }, { exit: 0 }] }] },
};
