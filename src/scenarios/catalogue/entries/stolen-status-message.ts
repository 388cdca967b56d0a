import type { CatalogueEntry } from '../entry.js';

export const stolenStatusMessage: CatalogueEntry = {
  name: 'stolen-status-message',
  title: 'A cancelled Status that waited for a build takes a message of it along.',
  what: 'A Status that waits for its build does not notice that its client has cancelled it. When the build comes, it takes the next message off the channel that all share, cannot send it, and ends. A client that gave up on a Status and opened another misses the announcement of the whole graph.',
  source: 'docs/real-controller.md §5.5, §1 (8)',
  careful: 'Keeps the Status that waits, or builds under a new ref.',
  scenario: {},
};
