import { build } from '../../builders/build.js';
import { vertex } from '../../builders/vertex.js';
import type { CatalogueEntry } from '../entry.js';

export const lateFirstSubscriber: CatalogueEntry = {
  name: 'late-first-subscriber',
  title: 'A build that stood still goes on when its first Status comes, and nothing is lost.',
  what: 'A build waits at its first message for a Status, however late. A client that takes the silence for a dead server, cancels and builds again, is told that the build is ongoing: the one that stands still does not notice its cancellation.',
  source: 'docs/real-controller.md §5.4, §1 (7)',
  careful: 'Opens the Status that is missing, and gets everything from the first message on.',
  scenario: { builds: [build().add(vertex('[1/1] RUN make').takes('2s').logs('made\n'))] },
};
