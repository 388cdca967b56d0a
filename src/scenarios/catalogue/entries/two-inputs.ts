import { build } from '../../builders/build.js';
import type { CatalogueEntry } from '../entry.js';

export const twoInputs: CatalogueEntry = {
  name: 'two-inputs',
  title: 'Two Inputs of a build share its stdin, and the first to end closes it.',
  what: 'Both write into one pipe, message by message, and whichever ends first closes it for the other, which is told only at its next event. A client that sends what it has over two streams builds a part of it.',
  source: 'docs/real-controller.md §5.6',
  careful: 'Sends stdin over one Input.',
  scenario: {
    builds: [
      build().when({ stdin: 'FROM alpine\nRUN make\n' }).replies({ saw: 'all' }),
      build().when({ stdin: 'FROM alpine\n' }).replies({ saw: 'a part' }),
    ],
  },
};
