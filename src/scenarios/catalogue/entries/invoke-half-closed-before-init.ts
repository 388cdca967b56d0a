import type { CatalogueEntry } from '../entry.js';

export const invokeHalfClosedBeforeInit: CatalogueEntry = {
  name: 'invoke-half-closed-before-init',
  title: 'An Invoke that is half-closed before its first message hangs.',
  what: 'The server swallows the end of the requests while it waits for Init, and then waits for ever. A client that pipes an empty source into the stream, and closes it behind, never hears of it again.',
  source: 'docs/real-controller.md §5.7',
  careful: 'Sends Init before anything else, and gives the call a deadline until the first message has come.',
  scenario: { programs: [{ program: 'make', steps: [{ send: 'made\n' }, { exit: 0 }] }] },
};
