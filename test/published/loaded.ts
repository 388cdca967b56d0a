import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { pathsLoadedBy } from '../loaded-paths.js';

/** What a process has loaded by importing an entry point of the package. */
export interface Loaded {
  /** Of `dist/`. */
  readonly files: readonly string[];
  /** Those of `src/` that are in these files, by their paths in it. */
  readonly sources: readonly string[];
  /** The packages that were loaded with it, each once. */
  readonly packages: readonly string[];
}

/** Imports it in a process of its own. */
export async function loadedBy(entry: string): Promise<Loaded> {
  const paths = await pathsLoadedBy(entry);
  const files = paths.filter((path) => path.startsWith(dist));
  return {
    files: files.map((path) => path.slice(dist.length)),
    // The bundler marks where each of them begins.
    sources: files.flatMap((path) =>
      [...readFileSync(path, 'utf8').matchAll(/^\/\/ src\/(\S+)$/gm)].map(([, source = '']) => source),
    ),
    packages: [...new Set(paths.flatMap((path) => packageOf(path) ?? []))].toSorted(),
  };
}

const dist = fileURLToPath(new URL('dist/', import.meta.resolve('buildx-testkit/package.json')));

function packageOf(path: string): string | undefined {
  return /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1];
}
