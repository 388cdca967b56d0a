import type { CatalogueEntry } from '../entry.js';

export const deathByMissingOptions: CatalogueEntry = {
  name: 'death-by-missing-options',
  title: 'A Build without options kills the server, and every session with it.',
  what: 'The server looks into options that are not there, and nothing recovers from that. Clients see UNAVAILABLE, and then a socket that nobody listens on. A client that leaves out an empty message takes everybody down.',
  source: 'docs/real-controller.md §5.3, §1 (16)',
  careful: 'Always sends options, even empty ones.',
  scenario: {},
};
