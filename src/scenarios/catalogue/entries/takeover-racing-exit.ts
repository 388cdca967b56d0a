import type { CatalogueEntry } from '../entry.js';

export const takeoverRacingExit: CatalogueEntry = {
  name: 'takeover-racing-exit',
  title: 'A client attaches to a process that has just exited, and starts it again.',
  what: 'A process is known until it exits; the same Invoke a moment later finds no such process and starts one of that name, if it carries a configuration. A client that attaches with one runs a program twice that should have run once.',
  source: 'docs/real-controller.md §6, §1 (15)',
  careful: 'Attaches without a configuration: when the process is gone, that is refused, and nothing is started.',
  scenario: {
    programs: [{ program: 'migrate', steps: [{ send: 'migrated\n' }, { barrier: 'exiting' }, { exit: 0 }] }],
  },
};
