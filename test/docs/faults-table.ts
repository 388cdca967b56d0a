import { rows } from '../playback/faults/rows.js';

/** The table of docs/faults.md. */
export function faultsTable(): string {
  const lines = rows.map(({ does, responses, status }) => {
    const shown = status
      .replace(/^(\w+) (.+)$/, '$1: $2')
      .trim()
      .replace(/:$/, ': …');
    return `| ${does} | ${responses} responses, ${shown} |`;
  });
  return ['| fault | what a grpc-js client sees |', '|---|---|', ...lines].join('\n');
}
