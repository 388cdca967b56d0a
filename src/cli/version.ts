import { createRequire } from 'node:module';

/** The package's version. */
export function version(): string {
  const manifest = createRequire(import.meta.url)('buildx-testkit/package.json') as { readonly version: string };
  return manifest.version;
}
