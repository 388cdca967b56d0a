import type { CatalogueEntry } from '../entry.js';

export const utf8SplitAcrossChunks: CatalogueEntry = {
  name: 'utf8-split-across-chunks',
  title: 'A character comes in two messages.',
  what: 'Output is cut into messages of at most 4096 bytes, wherever that is. A client that decodes each message by itself shows replacement characters at the seams.',
  source: 'docs/real-controller.md §3.1, §6',
  careful: 'Keeps one streaming decoder for each file.',
  scenario: { programs: [{ program: 'cat', steps: [{ send: { repeat: '€', bytes: 9000 } }, { exit: 0 }] }] },
};
