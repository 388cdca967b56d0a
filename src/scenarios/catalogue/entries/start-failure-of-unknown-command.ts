import type { CatalogueEntry } from '../entry.js';

export const startFailureOfUnknownCommand: CatalogueEntry = {
  name: 'start-failure-of-unknown-command',
  title: 'A command that does not exist looks like one that ran and failed.',
  what: "The runtime's complaint comes as the program's own output, and the process ends with exit code 1 (255, if it is not the first of its container). A client that goes by the exit alone reports that the command failed, and not that it is not there.",
  source: 'docs/real-controller.md §6, §13.1; docker/buildx#1104',
  careful: "Looks for the runtime's words at the start of the output before it blames the program.",
  revision: '0.12',
  scenario: { programs: [{ program: 'nope', notFound: true }] },
};
