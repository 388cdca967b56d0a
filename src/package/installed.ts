import { createRequire } from 'node:module';
import { dirname, isAbsolute, join } from 'node:path';

// Whichever this module has: `import.meta` tells nothing in CommonJS, nor in what a bundler made of it. Under `node -e`
// there is a global `__filename` that names no file.
const here = typeof __filename === 'string' && isAbsolute(__filename) ? __filename : import.meta.url;

/** Loads a package synchronously, as this package would import it, when it is first needed. */
export const requirePackage = createRequire(here);

/** The path of a file that this package brings along, from its root. */
export function packageFile(...path: readonly string[]): string {
  return join(dirname(requirePackage.resolve('buildx-testkit/package.json')), ...path);
}
