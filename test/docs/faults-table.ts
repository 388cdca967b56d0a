import { rows } from '../fake-controller/faults/rows.js';

/** The table of docs/faults.md. */
export function faultsTable(): string {
  const lines = rows.map(({ does, needsHttp2 = false, responses, status }) => {
    const shown = status
      .replace(/^(\w+) (.+)$/, '$1: $2')
      .trim()
      .replace(/:$/, ': …');
    return `| ${does} | yes | ${needsHttp2 ? 'no' : 'yes'} | yes | ${responses} responses, ${shown} |`;
  });
  return [
    '| fault | in process | grpc-js | node:http2 | what a grpc-js client sees |',
    '|---|---|---|---|---|',
    ...lines,
  ].join('\n');
}
