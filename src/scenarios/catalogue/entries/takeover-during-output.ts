import type { CatalogueEntry } from '../entry.js';

export const takeoverDuringOutput: CatalogueEntry = {
  name: 'takeover-during-output',
  title: 'Another client attaches to a process in the middle of its output.',
  what: 'The stream that was attached gets the end of both files and CANCELLED, exactly as when the process exits with 0; what is written from then on goes to the other stream. A client that takes the end of its stream for the end of the process reports success while it runs.',
  source: 'docs/real-controller.md §6, §1 (14); docker/buildx#1626',
  careful: 'Asks ListProcesses: a process that is still listed was taken over, not finished.',
  scenario: {
    programs: [{ program: 'make', steps: [{ send: 'one\n' }, { attached: 2 }, { send: 'two\n' }, { stall: true }] }],
  },
};
