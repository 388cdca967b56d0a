import type { BuildxVersion } from '../../protocol/messages.js';
import type { Revision } from '../../protocol/revision.js';

/** Releases between which the checks of options differ, oldest first. */
export type Release = '2023-04' | 'v0.12' | 'v0.13';

/** The release that a fake is like, by its revision and `Info`; v0.13 where `Info` does not tell. */
export function releaseOf({ revision, info }: { readonly revision: Revision; readonly info: BuildxVersion }): Release {
  if (revision === '2023-04') return revision;
  return /^v?0\.12\./.test(info.version) ? 'v0.12' : 'v0.13';
}
