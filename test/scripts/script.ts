import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What a script exports: scripts are JavaScript, since they run before anything is compiled. */
export async function script<T>(path: string): Promise<T> {
  return (await import(pathToFileURL(resolve('scripts', path)).href)) as T;
}

/** Runs one to its end. */
export function runScript(path: string, ...args: readonly string[]): { code: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [resolve('scripts', path), ...args], {
    encoding: 'utf8',
  });
  return { code: status, output: `${stdout}${stderr}` };
}
