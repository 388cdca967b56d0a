import { requirePackage } from './installed.js';

let known: string | undefined;

/** The package's version; `0.0.0` in a bundle, where nothing tells it. */
export function packageVersion(): string {
  known ??= find();
  return known;
}

function find(): string {
  try {
    return (requirePackage('buildx-testkit/package.json') as { readonly version: string }).version;
  } catch {
    return '0.0.0';
  }
}
