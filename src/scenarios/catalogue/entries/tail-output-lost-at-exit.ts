import type { CatalogueEntry } from '../entry.js';

export const tailOutputLostAtExit: CatalogueEntry = {
  name: 'tail-output-lost-at-exit',
  title: 'The last output of a process is lost when it exits.',
  what: 'Bytes that the server has read and not yet forwarded when the process ends are thrown away. A client that judges by the last lines finds nothing wrong in what is left.',
  source: 'docs/real-controller.md §6, §10',
  careful: 'Judges by the exit, and has output that matters end with a mark: without it, it runs the program again.',
  scenario: {
    programs: [{ program: 'check', steps: [{ send: 'ok: a\n' }, { send: 'FAILED: b\n-- end\n' }, { exit: 0 }] }],
    faults: [{ rpc: 'Invoke', at: { message: 2 }, do: { drop: true } }],
  },
};
