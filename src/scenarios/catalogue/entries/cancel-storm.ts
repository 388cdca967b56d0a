import type { CatalogueEntry } from '../entry.js';

export const cancelStorm: CatalogueEntry = {
  name: 'cancel-storm',
  title: 'A client cancels builds as fast as it begins them, and finds every ref taken.',
  what: 'A build whose Status is cancelled stands still at its next message, where it does not see that it is cancelled, too: it keeps its ref. A client that lets go of Status first and of Build after it, as on every keystroke in an editor, leaves a stuck build behind each time, and is told `build ongoing` when it builds again.',
  source: 'docs/real-controller.md §5.4, §1 (6)',
  careful:
    'Cancels Build alone, reads Status to its end, and only then builds again; or takes a fresh ref for every build.',
  revision: '2023-04',
  scenario: {
    builds: [
      {
        vertices: [
          { name: '[1/2] RUN make', takes: '1m', logs: [{ text: { lines: 60 }, pieces: 60, takes: '50s' }] },
          { name: '[2/2] RUN make install', takes: '1m' },
        ],
      },
    ],
  },
};
