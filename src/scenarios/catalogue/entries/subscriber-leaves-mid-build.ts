import { build } from '../../builders/build.js';
import { vertex } from '../../builders/vertex.js';
import type { CatalogueEntry } from '../entry.js';

export const subscriberLeavesMidBuild: CatalogueEntry = {
  name: 'subscriber-leaves-mid-build',
  title: 'A build stands still when its only Status is cancelled.',
  what: 'The server notices that a Status has gone only when it tries to send the next message, which is lost. Then nobody reads, and the build stops. A client that closes its progress display before the reply has come waits for ever.',
  source: 'docs/real-controller.md §5.4',
  careful: 'Reads Status to its end; one that has gone is replaced by another, which sets the build going again.',
  scenario: {
    builds: [
      build().add(
        vertex('[1/2] RUN make').takes('4s').logs('one\ntwo\nthree\nfour\n', { pieces: 4, takes: '3s' }),
        vertex('[2/2] RUN make install').takes('1s'),
      ),
    ],
  },
};
