import type { CatalogueEntry } from '../entry.js';

export const rebuildOverRunningProcesses: CatalogueEntry = {
  name: 'rebuild-over-running-processes',
  title: 'A Build of a ref that was built before kills the processes of its session.',
  what: 'Every Build begins with a new container and kills what runs in the old one. The Invoke of such a process ends CANCELLED `context canceled`, exactly as that of a process that exits with 0. A client that builds again beside a running shell takes its death for success.',
  source: 'docs/real-controller.md §5.3, §5.7',
  careful: 'Builds again under a new ref while processes run, and disconnects the old session when they are done.',
  scenario: {},
};
