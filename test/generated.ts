import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'chai';

/**
 * Holds a file to what it is made of. With `UPDATE_DOCS=1` in the environment writes it instead, unless another command
 * does that.
 *
 * @param test - the test file that calls this, to be named in the command
 */
export function holdsGenerated(file: string, wanted: string, { test, command }: Origin): void {
  if (command === undefined && process.env['UPDATE_DOCS'] === '1') return writeFileSync(file, wanted);
  const anew = command ?? `UPDATE_DOCS=1 npm test -- ${test}`;
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  expect(text, `${file} is not as its sources are. Make it anew and commit it: ${anew}\n`).to.equal(wanted);
}

type Origin =
  | { readonly test: string; readonly command?: undefined }
  | { readonly test?: undefined; readonly command: string };
