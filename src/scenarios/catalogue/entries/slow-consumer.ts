import type { CatalogueEntry } from '../entry.js';

export const slowConsumer: CatalogueEntry = {
  name: 'slow-consumer',
  title: 'A client that does not read Status holds the build up.',
  what: 'Every message of progress is handed over one by one, from the step to the client: when the windows are full, the build stands still. A client that reads its Status only after Build has answered waits for an answer that cannot come.',
  source: 'docs/real-controller.md §5.4',
  careful: 'Reads Status all the time, into a queue of its own if it must.',
  scenario: {
    builds: [
      {
        vertices: [{ name: '[1/1] RUN make', takes: '1s', logs: [{ text: { lines: 200_000 }, pieces: 64 }] }],
        logLimits: { size: -1, speed: -1 },
      },
    ],
  },
};
