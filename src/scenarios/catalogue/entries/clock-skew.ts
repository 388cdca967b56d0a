import type { CatalogueEntry } from '../entry.js';

export const clockSkew: CatalogueEntry = {
  name: 'clock-skew',
  title: "Times of vertices are ahead of the client's clock, or behind it, or run backwards.",
  what: "Times come from several machines: BuildKit's are shifted to buildx' clock, those of others are not. A vertex can start in the future, and end before it has started; logs that come later can have earlier times. A client that subtracts and sorts shows negative durations and shuffled logs.",
  source: 'docs/real-controller.md §8.2',
  careful: 'Keeps the order in which messages come, and shows no duration below zero.',
  scenario: {
    builds: [
      {
        recorded: {
          messages: [
            { at: 0, vertices: [{ digest: 'sha256:a', name: '[1/1] RUN make', started: 7_200_000 }] },
            { at: 1000, logs: [{ vertex: 'sha256:a', text: 'first\n', timestamp: 7_201_000 }] },
            { at: 2000, logs: [{ vertex: 'sha256:a', text: 'second\n', timestamp: -3_600_000 }] },
            {
              at: 3000,
              vertices: [{ digest: 'sha256:a', name: '[1/1] RUN make', started: 7_200_000, completed: 3000 }],
            },
          ],
          takes: 3000,
          reply: {},
        },
      },
    ],
  },
};
