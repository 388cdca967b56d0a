import type { CatalogueEntry } from '../entry.js';

export const inputWithoutEof: CatalogueEntry = {
  name: 'input-without-eof',
  title: 'A build from stdin waits for the end of stdin, without a word.',
  what: 'With a context or a Dockerfile of `-` the server reads stdin before it says anything. A client that sends its bytes and forgets EOF, or waits for the first progress before it closes, waits for ever; builds from stdin hung so in several releases of the command line.',
  source: 'docs/real-controller.md §5.3, §10 (2); docker/buildx#2368, docker/buildx#2394',
  careful: 'Sends EOF (or half-closes) as soon as its own stdin has ended, and waits for nothing before that.',
  scenario: {},
};
