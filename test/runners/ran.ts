import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

/** How a program ended, and all that it printed. */
export interface Ran {
  readonly code: number | null;
  readonly output: string;
}

/** Runs one of the programs of `node_modules/.bin`, or Node itself. */
export async function ran(directory: string, program: string, ...args: readonly string[]): Promise<Ran> {
  const path = program === 'node' ? process.execPath : resolve('node_modules/.bin', program);
  // A runner within a runner: it must not take over what this one told its children.
  const { NODE_OPTIONS: _, NODE_TEST_CONTEXT: __, ...env } = process.env;
  const child = spawn(path, args, { cwd: directory, env: { ...env, CI: '', FORCE_COLOR: '0', NO_COLOR: '1' } });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise<number | null>((done) => {
    child.on('close', done);
  });
  return { code, output };
}
