import { build } from '../../builders/build.js';
import type { CatalogueEntry } from '../entry.js';

export const validationFailureBeforeStatus: CatalogueEntry = {
  name: 'validation-failure-before-status',
  title: 'A build that is refused says nothing on Status, which ends OK.',
  what: 'What is checked before the build begins fails it without a message of progress. A Status that was there ends OK, empty; one that comes later waits for ever. A client that takes the end of Status for the success of the build reports one that never began.',
  source: 'docs/real-controller.md §5.3, §5.4',
  careful: 'Opens Status before Build, and believes only the answer of Build.',
  scenario: {
    builds: [build().fails('invalid tag "UPPER": repository name must be lowercase', { beforeSolve: true })],
  },
};
