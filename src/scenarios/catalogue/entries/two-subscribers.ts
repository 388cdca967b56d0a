import { build } from '../../builders/build.js';
import { vertex } from '../../builders/vertex.js';
import type { CatalogueEntry } from '../entry.js';

export const twoSubscribers: CatalogueEntry = {
  name: 'two-subscribers',
  title: 'Two Status streams of a build share its messages: each gets a part.',
  what: 'All Status streams of a ref read one channel, and each message goes to exactly one of them. Both end OK. A client that opens a second one, for a log beside its progress bar, has holes in both.',
  source: 'docs/real-controller.md §5.5, §1 (7)',
  careful: 'Opens one Status a build, and hands its messages on itself.',
  scenario: {
    builds: [
      build().add(
        vertex('[1/2] RUN make').takes('4s').logs('one\ntwo\nthree\nfour\n', { pieces: 4, takes: '3s' }),
        vertex('[2/2] RUN make install').takes('1s'),
      ),
    ],
  },
};
