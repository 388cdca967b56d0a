import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What a process has loaded by importing an entry point of the package. */
export interface Loaded {
  /** Of `dist/`. */
  readonly files: readonly string[];
  /** Those of `src/` that are in these files, by their paths in it. */
  readonly sources: readonly string[];
  /** The packages that were loaded with it, each once. */
  readonly packages: readonly string[];
}

/** Imports it in a process of its own, which tells what it loaded by its coverage. */
export async function loadedBy(entry: string): Promise<Loaded> {
  const directory = mkdtempSync(join(tmpdir(), 'loaded-'));
  try {
    await run(process.execPath, ['--input-type=module', '--eval', `import '${entry}'`], {
      env: { ...process.env, NODE_V8_COVERAGE: directory },
    });
    const paths = readdirSync(directory).flatMap((file) => scriptsIn(join(directory, file)));
    const files = paths.filter((path) => path.startsWith(dist));
    return {
      files: files.map((path) => path.slice(dist.length)),
      // The bundler marks where each of them begins.
      sources: files.flatMap((path) =>
        [...readFileSync(path, 'utf8').matchAll(/^\/\/ src\/(\S+)$/gm)].map(([, source = '']) => source),
      ),
      packages: [...new Set(paths.flatMap((path) => packageOf(path) ?? []))].toSorted(),
    };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

const dist = fileURLToPath(new URL('dist/', import.meta.resolve('buildx-testkit/package.json')));

function scriptsIn(coverage: string): readonly string[] {
  const { result } = JSON.parse(readFileSync(coverage, 'utf8')) as { result: readonly { readonly url: string }[] };
  return result.flatMap(({ url }) => (url.startsWith('file:') ? fileURLToPath(url) : []));
}

function packageOf(path: string): string | undefined {
  return /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1];
}
