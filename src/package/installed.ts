import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

// Of a module of CommonJS, or what a bundler made one of, `import.meta` tells nothing.
const here = typeof __filename === 'string' ? __filename : import.meta.url;

/** Loads a package when it is first needed, at once: as this package would import it. */
export const requirePackage = createRequire(here);

/** The path of a file that this package brings along, from its root. */
export function packageFile(...path: readonly string[]): string {
  return join(dirname(requirePackage.resolve('buildx-testkit/package.json')), ...path);
}
