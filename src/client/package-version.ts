import { readFileSync } from 'node:fs';

const name = 'buildx-testkit';
let known: string | undefined;

/** The version in this package's own package.json, which is some directories above the compiled code. */
export function packageVersion(): string {
  known ??= find(new URL('.', import.meta.url));
  return known;
}

function find(directory: URL): string {
  try {
    const manifest: unknown = JSON.parse(readFileSync(new URL('package.json', directory), 'utf8'));
    if (typeof manifest === 'object' && manifest !== null && 'name' in manifest && manifest.name === name) {
      return 'version' in manifest ? String(manifest.version) : '0.0.0';
    }
  } catch {
    // Not here: one directory up.
  }
  const parent = new URL('..', directory);
  return parent.href === directory.href ? '0.0.0' : find(parent);
}
