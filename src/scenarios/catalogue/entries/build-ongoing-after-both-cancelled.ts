import { build } from '../../builders/build.js';
import { vertex } from '../../builders/vertex.js';
import type { CatalogueEntry } from '../entry.js';

export const buildOngoingAfterBothCancelled: CatalogueEntry = {
  name: 'build-ongoing-after-both-cancelled',
  title: 'A ref whose Build and Status were cancelled together stays busy.',
  what: 'With Status gone, the last messages of the cancelled build have no reader, and its handler waits for one. Any further Build of the ref is told `build ongoing`. So it goes with a client that cancels all its calls at Ctrl-C and builds again. Inferred from the code; on 0.13.1 the next Build worked in 4 of 4.',
  source: 'docs/real-controller.md §5.4',
  careful: 'Cancels Build alone and reads Status to its end, or builds under a new ref.',
  scenario: {
    builds: [build().add(vertex('[1/1] RUN make').takes('10s').logs('one\ntwo\nthree\n', { pieces: 3, takes: '6s' }))],
  },
};
