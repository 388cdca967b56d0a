/**
 * Required by mocha: gives a run of the tests a directory of its own for what is temporary, which goes with the run, and
 * tells at its end what the package itself has left there. Tests make directories of other names.
 */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

// The workers of a run in parallel use that of the run, which looks at it when all of them are done.
const own = process.env.MOCHA_WORKER_ID === undefined ? made() : undefined;

export function mochaGlobalTeardown() {
  if (own === undefined) return;
  const left = readdirSync(own).filter((name) => /^(?:buildx-testkit|bx)-\w{6}$/.test(name));
  if (left.length > 0)
    console.error(`left behind in ${own}: ${left.join(', ')}; what makes such a directory takes it away`);
}

function made() {
  // A short name: paths of sockets have an end after some hundred letters.
  const directory = mkdtempSync(path.join(tmpdir(), 't'));
  process.env.TMPDIR = directory;
  // Not in the teardown, which is not called where a file of tests cannot be loaded.
  process.once('exit', () => rmSync(directory, { recursive: true, force: true }));
  return directory;
}
