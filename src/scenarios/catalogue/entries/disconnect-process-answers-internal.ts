import type { CatalogueEntry } from '../entry.js';

export const disconnectProcessAnswersInternal: CatalogueEntry = {
  name: 'disconnect-process-answers-internal',
  title: 'DisconnectProcess kills the process, and answers INTERNAL.',
  what: 'The handler returns a typed nil, which gRPC cannot marshal, after it has done its work. A client that takes the error at its word tries again, and is told that there is no such process.',
  source: 'docs/real-controller.md §5.9, §1 (4)',
  careful: 'Takes the answer for a hint, and asks ListProcesses whether the process is gone.',
  revision: '2023-04',
  scenario: { programs: [{ program: 'serve', steps: [{ send: 'up\n' }, { stall: true }] }] },
};
