import type { CatalogueEntry } from '../entry.js';

export const inputBeforeRebuild: CatalogueEntry = {
  name: 'input-before-rebuild',
  title: 'An Input that is opened before a ref is built again gets the stdin of the last build.',
  what: 'A session that has been built keeps its dead pipe until the next Build replaces it. An Input that comes before that Build writes into the old one, and the new build waits for its stdin for ever. On a ref that was never built, an Input waits properly.',
  source: 'docs/real-controller.md §5.6',
  careful: 'Disconnects before it builds a ref again, or opens Input only after Build.',
  scenario: {},
};
