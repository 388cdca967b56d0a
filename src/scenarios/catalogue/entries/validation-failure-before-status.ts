import { build } from '../../builders/build.js';
import type { CatalogueEntry } from '../entry.js';

export const validationFailureBeforeStatus: CatalogueEntry = {
  name: 'validation-failure-before-status',
  title: 'A build that is refused says nothing on Status, which ends OK or waits on.',
  what: 'What is checked before the build begins fails it without a message of progress. A Status that was there ends OK, empty, when the server had looked at its builder before (here: any build); of what is refused at once (here: builder `nope`) it usually sees nothing, and waits for the next build of that ref, as one does that comes later. A client that takes the end of Status for the success of the build reports one that never began, and one that waits for that end hangs.',
  source: 'docs/real-controller.md §5.3, §5.4',
  careful:
    'Opens Status before Build, believes only the answer of Build, and stops listening to Status when that is an error.',
  scenario: {
    builds: [
      build().when({ builder: 'nope' }).fails('no builder "nope" found', { before: 'builder' }),
      build().fails('unable to prepare context: path "/nope" not found', { before: 'solve' }),
    ],
  },
};
