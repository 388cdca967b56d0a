import type { CatalogueEntry } from '../entry.js';

export const outputWhileDetachedIsLost: CatalogueEntry = {
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
