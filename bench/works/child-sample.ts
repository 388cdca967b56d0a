import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A measurement that wants a process of its own: it prints a number. */
export async function childSample(
  program: 'cold-start' | 'idle-streams' | 'suite-memory',
  ...args: readonly string[]
): Promise<number> {
  const path = fileURLToPath(new URL(`../children/${program}.js`, import.meta.url));
  const { stdout } = await run(process.execPath, ['--expose-gc', '--no-deprecation', path, ...args]);
  return Number(stdout);
}
