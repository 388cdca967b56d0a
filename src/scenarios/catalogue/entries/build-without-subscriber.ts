import type { CatalogueEntry } from '../entry.js';

export const buildWithoutSubscriber: CatalogueEntry = {
  name: 'build-without-subscriber',
  title: 'A Build whose progress nobody reads stands still.',
  what: 'Progress goes through a channel without room, so that a build stops at its first message until a Status takes it. BuildKit itself may have finished and pushed by then. A client that wants no progress and opens no Status waits for ever.',
  source: 'docs/real-controller.md §5.4, §1 (6)',
  careful: 'Opens a Status with every Build and reads it to its end, even where nobody looks at it.',
  scenario: {},
};
