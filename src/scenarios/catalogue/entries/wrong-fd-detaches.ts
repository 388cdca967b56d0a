import type { CatalogueEntry } from '../entry.js';

export const wrongFdDetaches: CatalogueEntry = {
  name: 'wrong-fd-detaches',
  title: 'A message for another file than stdin detaches the client.',
  what: 'A client may only write to file 0. Anything else ends its stream with UNKNOWN `unexpected fd`, while the process runs on without anybody who sees its output.',
  source: 'docs/real-controller.md §5.7',
  careful: 'Sends on file 0 only; and after an end that is no exit looks into ListProcesses, and attaches again.',
  scenario: {
    programs: [{ program: 'serve', steps: [{ send: 'up\n' }, { attached: 2 }, { send: 'again\n' }, { stall: true }] }],
  },
};
