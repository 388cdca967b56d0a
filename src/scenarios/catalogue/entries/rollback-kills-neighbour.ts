import type { CatalogueEntry } from '../entry.js';

export const rollbackKillsNeighbour: CatalogueEntry = {
  name: 'rollback-kills-neighbour',
  title: 'An Invoke with Rollback kills all other processes of the session.',
  what: "Rollback makes a new container for the new process, and every process of the old one ends CANCELLED. A client that asks for it by habit, as buildx' monitor does at its start, ends what others run there, who see what looks like exit 0.",
  source: 'docs/real-controller.md §6; docker/buildx#2006, docker/buildx#2086',
  careful: 'Asks for Rollback only when ListProcesses says that nothing runs, or in a session of its own.',
  scenario: {
    programs: [
      { program: 'serve', steps: [{ send: 'up\n' }, { stall: true }] },
      { program: 'make', steps: [{ exit: 0 }] },
    ],
  },
};
