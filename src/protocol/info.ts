import type { BuildxVersion } from './messages.js';
import { type Revision, revisionTable } from './revisions.js';

const buildxPackage = 'github.com/docker/buildx';

/**
 * What the last release of a revision says of itself in `Info`.
 *
 * @since 0.1.0
 */
export function infoOf(revision: Revision): BuildxVersion {
  return { package: buildxPackage, ...revisionTable[revision] };
}
