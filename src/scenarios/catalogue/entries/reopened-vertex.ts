import type { CatalogueEntry } from '../entry.js';

export const reopenedVertex: CatalogueEntry = {
  name: 'reopened-vertex',
  title: 'A vertex starts again after it was completed.',
  what: 'What loads a source runs twice, for its cache key and for its content, and unpacking layers opens a vertex again: `completed` disappears, and comes back later. A client that counts completions counts more of them than there are vertices.',
  source: 'docs/real-controller.md §8.2',
  careful: 'Keeps the last state of each digest, and merges the intervals.',
  scenario: {
    builds: [
      {
        vertices: [
          { name: '[1/2] FROM docker.io/library/alpine', takes: '1s', restarts: [{ takes: '2s' }, { takes: '3s' }] },
          { name: '[2/2] RUN make', takes: '1s' },
        ],
      },
    ],
  },
};
