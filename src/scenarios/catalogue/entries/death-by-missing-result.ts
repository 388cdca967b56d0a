import { build } from '../../builders/build.js';
import { vertex } from '../../builders/vertex.js';
import type { CatalogueEntry } from '../entry.js';

export const deathByMissingResult: CatalogueEntry = {
  name: 'death-by-missing-result',
  title: 'A new process in a session without a result kills the server.',
  what: 'The base keeps no result of a build that failed or still runs, and a new process is started on nothing. Clients see UNAVAILABLE, and all sessions are gone. A client that opens its shell without a look at the answer of Build takes everybody down.',
  source: 'docs/real-controller.md §5.7, §1 (16)',
  careful: 'Starts processes only after a Build that succeeded.',
  scenario: {
    builds: [build().once().add(vertex('[1/1] RUN make').exits(2)), build().add(vertex('[1/1] RUN make'))],
  },
};
