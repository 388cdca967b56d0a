import { build } from '../../builders/build.js';
import type { CatalogueEntry } from '../entry.js';

export const abandonedInputClosesStdin: CatalogueEntry = {
  name: 'abandoned-input-closes-stdin',
  title: 'An Input that was cancelled while it waited closes the stdin of the next build.',
  what: 'An Input that waits for its build does not notice that its client has cancelled it. When the build comes, it finds its stream at an end, and closes the stdin of that build, which reads nothing: `failed to read dockerfile: no local sources enabled` on the real server.',
  source: 'docs/real-controller.md §5.6, §1 (8)',
  careful: 'Builds under a new ref after it has given up on an Input.',
  scenario: {
    builds: [
      build()
        .named('nothing on stdin')
        .when({ stdin: '' })
        .fails('failed to read dockerfile: no local sources enabled'),
      build().when({ stdin: 'FROM scratch' }),
    ],
  },
};
