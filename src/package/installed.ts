import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

// Whichever this module has: `import.meta` tells nothing in CommonJS, nor in what a bundler made of it.
const here = typeof __filename === 'string' ? __filename : import.meta.url;

/** Loads a package synchronously, as this package would import it, when it is first needed. */
export const requirePackage = createRequire(here);

/** The path of a file that this package brings along, from its root. */
export function packageFile(...path: readonly string[]): string {
  return join(dirname(requirePackage.resolve('buildx-testkit/package.json')), ...path);
}
