/**
 * `docker buildx build` for a CI: node main.js [--attempts N] [--summary FILE] [--docker-buildx PROGRAM] -- ARGUMENTS OF BUILD
 *
 * Ends with the exit code of the last attempt.
 */
import { appendFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { ciBuild } from './ci-build.js';
import { summaryOf } from './summary.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    attempts: { type: 'string', default: '3' },
    summary: { type: 'string', default: process.env['GITHUB_STEP_SUMMARY'] ?? '' },
    'docker-buildx': { type: 'string' },
  },
});
const attempts = Number(values.attempts);
if (!Number.isInteger(attempts) || attempts < 1) {
  console.error(`main.js: --attempts is to be a whole number from 1, and is ${values.attempts}`);
  process.exit(2);
}
const program = values['docker-buildx'];
const result = await ciBuild({
  args: positionals,
  attempts,
  ...(program === undefined ? {} : { buildx: [program] }),
});
if (values.summary !== '') await appendFile(values.summary, summaryOf(result));
process.exitCode = result.exitCode;
