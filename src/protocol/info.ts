import type { BuildxVersion } from './messages.js';
import type { Revision } from './revision.js';

const buildxPackage = 'github.com/docker/buildx';

const infos: Readonly<Record<Revision, BuildxVersion>> = {
  '2023-04': {
    package: buildxPackage,
    version: 'v0.10.0-dev',
    revision: '8ba8659496b94324a6a5dab9196cc399cc182f4d',
  },
  '0.12': {
    package: buildxPackage,
    version: 'v0.13.1',
    revision: '788433953af10f2a698f5c07611dddce2e08c7a0',
  },
};

/**
 * What the last release of a revision says of itself in `Info`.
 *
 * @since 0.1.0
 */
export function infoOf(revision: Revision): BuildxVersion {
  return infos[revision];
}
