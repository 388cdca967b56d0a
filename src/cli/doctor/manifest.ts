import { requirePackage } from '../../package/installed.js';

/** The parts of this package's own package.json that say what it needs. */
export interface Manifest {
  readonly engines: { readonly node: string };
  /** Ranges of versions, by the names of packages. */
  readonly peerDependencies: Readonly<Record<string, string>>;
}

export function manifest(): Manifest {
  return requirePackage('buildx-testkit/package.json') as Manifest;
}
