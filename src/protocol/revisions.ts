import type { BuildxVersion } from './messages.js';

type LastRelease = Pick<BuildxVersion, 'version' | 'revision'>;

/**
 * Every revision that the protocol has had, oldest first, each named after the first release that speaks it
 * (docs/real-controller.md §9.1), with its last release, or the one commit of what no release speaks. To each belongs a
 * folder of `proto/`, from which its codecs are made; what its servers do otherwise is in `behaviour.ts`.
 */
export const revisionTable = {
  '2023-04': { version: 'v0.10.0-dev', revision: '8ba8659496b94324a6a5dab9196cc399cc182f4d' },
  '0.11': { version: 'v0.11.2', revision: '9872040b6626fb7d87ef7296fd5b832e8cc2ad17' },
  '0.12': { version: 'v0.13.1', revision: '788433953af10f2a698f5c07611dddce2e08c7a0' },
  '0.14': { version: 'v0.15.1', revision: '1c1dbb2e4cb5363110f42102744a08d034c2300d' },
  '0.16': { version: 'v0.16.2', revision: '99dea6dacacc3d604788953088560b9880550570' },
  '0.17': { version: 'v0.17.1', revision: '257815a6fbaee88976808020bf04274388275ae8' },
  '0.18': { version: 'v0.23.0', revision: '28c90eadc4c12cc78155ad59ca5f486220241d2a' },
} as const satisfies Readonly<Record<string, LastRelease>>;

/**
 * A revision of the protocol, named after the commit's month or the first release that speaks it.
 *
 * @since 0.1.0
 */
export type Revision = keyof typeof revisionTable;
