import type { CatalogueEntry } from '../entry.js';

export const poisonedContainer: CatalogueEntry = {
  name: 'poisoned-container',
  title: 'A process fails, and the next one that starts kills all others.',
  what: 'A process that ends with an error marks its container as unusable. Nothing happens to its neighbours then; but the next new process gets a new container, and they are killed. A client that looks for the cause in the process that was just started looks in the wrong place.',
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
