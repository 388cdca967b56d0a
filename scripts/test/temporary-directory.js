/**
 * Required by mocha: gives a run of the tests a directory of its own for what is temporary, which goes with the run, and
 * fails the run where the package itself has left something there. Tests make directories of other names.
 */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

// A short name: paths of sockets have an end after some hundred letters.
const own = mkdtempSync(path.join(tmpdir(), 't'));
process.env.TMPDIR = own;

export function mochaGlobalTeardown() {
  const left = readdirSync(own).filter((name) => /^(?:buildx-testkit|bx)-\w{6}$/.test(name));
  rmSync(own, { recursive: true, force: true });
  if (left.length > 0)
    throw new Error(`left behind in ${own}: ${left.join(', ')}; what makes such a directory takes it away`);
}
