import type { CatalogueEntry } from '../entry.js';

export const hugeErrorDetails: CatalogueEntry = {
  name: 'huge-error-details',
  title: 'The details of an error are far longer than its message.',
  what: 'Errors carry stacks, sources and whatever their makers thought of as JSON, in trailers: tens of kilobytes. A client that prints all of it buries the one line that matters.',
  source: 'docs/real-controller.md §3.3, §1 (19)',
  careful: 'Shows the message, and of the details only those that it knows.',
  revision: '0.12',
  scenario: {
    builds: [
      {
        vertices: [{ name: '[1/1] RUN make', takes: '1s' }],
        error: {
          message: 'failed to solve: no space left on device',
          details: [{ typeUrl: 'example.com/Dump+json', json: { dump: 'x'.repeat(32_768) } }],
        },
      },
    ],
  },
};
