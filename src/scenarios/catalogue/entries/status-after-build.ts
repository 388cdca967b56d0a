import type { CatalogueEntry } from '../entry.js';

export const statusAfterBuild: CatalogueEntry = {
  name: 'status-after-build',
  title: 'A Status that is opened after the end of its build waits for ever.',
  what: 'Status polls until the session has a status channel, and the channel is gone when the build is over. A client that opens Build first and Status when it has the reply, or whose Status loses the race against a short build, hangs.',
  source: 'docs/real-controller.md §5.5, §1 (9)',
  careful: 'Opens Status before Build, or at least before it awaits the reply.',
  scenario: {},
};
