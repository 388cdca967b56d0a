import type { CatalogueEntry } from '../entry.js';

export const poisonedContainer: CatalogueEntry = {
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
