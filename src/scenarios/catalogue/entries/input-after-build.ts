import type { CatalogueEntry } from '../entry.js';

export const inputAfterBuild: CatalogueEntry = {
  name: 'input-after-build',
  title: 'An Input that is opened after the end of a build writes into a dead pipe, and is told late.',
  what: 'The session keeps the stdin of the build that is over. An Input gets it at once, its first write fails with `io: read/write on closed pipe`, and the server says so only when the client does something more. A client that writes and waits for an error sees none.',
  source: 'docs/real-controller.md §5.6',
  careful: 'Opens Input together with its Build, and stops sending when the reply has come.',
  scenario: {},
};
