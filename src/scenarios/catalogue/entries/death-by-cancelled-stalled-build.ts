import { build } from '../../builders/build.js';
import { vertex } from '../../builders/vertex.js';
import type { CatalogueEntry } from '../entry.js';

export const deathByCancelledStalledBuild: CatalogueEntry = {
  name: 'death-by-cancelled-stalled-build',
  title: 'A Build that is cancelled while nobody reads its progress kills the server.',
  what: 'From v0.11.0-rc2 on, a cancellation closes a channel into which the build is just sending: `send on closed channel`. A client that opens no Status, waits for some seconds and cancels takes everybody down: 4 of 4 on 0.13.1.',
  source: 'docs/real-controller.md §5.4, §1 (16), §10 (16)',
  careful: 'Reads Status until it has ended, also of a Build that it cancels.',
  revision: '0.12',
  scenario: { builds: [build().add(vertex('[1/1] RUN make').until('made').logs('making\n'))] },
};
