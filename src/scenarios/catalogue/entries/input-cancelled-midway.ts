import { build } from '../../builders/build.js';
import type { CatalogueEntry } from '../entry.js';

export const inputCancelledMidway: CatalogueEntry = {
  name: 'input-cancelled-midway',
  title: 'A cancelled Input looks to its build like the end of stdin.',
  what: 'The server closes the pipe as it does at EOF. A client that cancels the upload when its own source fails gets a build of the half that has arrived, which may succeed.',
  source: 'docs/real-controller.md §5.6',
  careful: 'Cancels Build before Input, so that what has arrived is not built.',
  scenario: {
    builds: [
      build().when({ stdin: 'FROM alpine\nRUN make\n' }).replies({ saw: 'all' }),
      build().when({ stdin: 'FROM alpine\n' }).replies({ saw: 'a part' }),
    ],
  },
};
