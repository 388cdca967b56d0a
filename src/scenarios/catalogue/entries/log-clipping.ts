import { build } from '../../builders/build.js';
import { vertex } from '../../builders/vertex.js';
import type { CatalogueEntry } from '../entry.js';

export const logClipping: CatalogueEntry = {
  name: 'log-clipping',
  title: 'BuildKit cuts the log of a step, and says so in the log.',
  what: 'Of each stream of a step, 2 MiB are shown, and no more than 200 KiB a second. What is beyond is dropped, and a line in the log itself says `[output clipped, log limit 200KiB/s reached]`. A client that reads a result off the last line of a log does not find it.',
  source: 'docs/real-controller.md §8.4',
  careful: 'Takes results from the reply or from a file of the result, and tells when a log was cut.',
  scenario: {
    builds: [
      build()
        .add(
          vertex('[1/1] RUN make').takes('1s').logs({ repeat: 'cc main.c\n', bytes: 300_000 }).logs('digest: 1234\n'),
        )
        .replies({ digest: '1234' }),
    ],
  },
};
