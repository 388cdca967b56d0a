import type { CatalogueEntry } from '../entry.js';

export const goawayDuringBuild: CatalogueEntry = {
  name: 'goaway-during-build',
  title: 'The connection goes away in the middle of a build.',
  what: 'A GOAWAY, and then the end of the connection: Build and Status end UNAVAILABLE, and the server may go on with the build, or stand still in it, for nobody. A client that tries again at once with the same ref is told `build ongoing`.',
  source: 'docs/real-controller.md §5.4, §5.12',
  careful: 'Builds again under a fresh ref, and leaves the old one to Disconnect.',
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
    faults: [{ rpc: 'Status', at: { message: 4 }, do: { goaway: 'immediate' } }],
  },
};
