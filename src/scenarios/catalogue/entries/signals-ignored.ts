import type { CatalogueEntry } from '../entry.js';

export const signalsIgnored: CatalogueEntry = {
  name: 'signals-ignored',
  title: 'Signals are accepted, and never reach the process.',
  what: 'The callbacks for Signal and Resize were never connected, in any revision. A client that sends SIGINT for Ctrl-C and waits for the process to end waits for ever.',
  source: 'docs/real-controller.md §5.7, §1 (11)',
  careful: 'Types Ctrl-C on a TTY, or ends the process with DisconnectProcess.',
  scenario: {
    programs: [
      { program: 'serve', steps: [{ send: 'up\n' }], reactions: [{ on: { signal: 'SIGINT' }, do: [{ exit: 130 }] }] },
    ],
  },
};
