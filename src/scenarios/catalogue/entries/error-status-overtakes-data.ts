import type { CatalogueEntry } from '../entry.js';

export const errorStatusOvertakesData: CatalogueEntry = {
  name: 'error-status-overtakes-data',
  title: 'The status of a failed process overtakes its output, which is lost.',
  what: 'grpc-js hands over a status other than OK as soon as it has come, before messages that its user has not read yet, and drops those. Every end of an Invoke is such a status. A client that reads slowly misses the last output, most of all the message that says why.',
  source: 'docs/real-controller.md §5.7',
  careful: 'Reads eagerly: takes every message as it comes, and never pauses the stream.',
  scenario: {
    programs: [{ program: 'make', steps: [{ send: { lines: 20_000 } }, { send: 'error: no rule\n' }, { exit: 2 }] }],
  },
};
