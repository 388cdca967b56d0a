import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * The files that a process has loaded by importing this. By its coverage, which is written before the process ends: what
 * a loader's hooks print comes from a thread of their own, and may be lost.
 */
export async function pathsLoadedBy(specifier: string): Promise<readonly string[]> {
  const directory = mkdtempSync(join(tmpdir(), 'loaded-'));
  try {
    await run(process.execPath, ['--input-type=module', '--eval', `import ${JSON.stringify(specifier)}`], {
      env: { ...process.env, NODE_V8_COVERAGE: directory },
    });
    return readdirSync(directory).flatMap((file) => scriptsIn(join(directory, file)));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function scriptsIn(coverage: string): readonly string[] {
  const { result } = JSON.parse(readFileSync(coverage, 'utf8')) as { result: readonly { readonly url: string }[] };
  return result.flatMap(({ url }) => (url.startsWith('file:') ? fileURLToPath(url) : []));
}
