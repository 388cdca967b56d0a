import type { BuildxVersion } from '../../protocol/messages.js';
import { isAtLeast, type Revision } from '../../protocol/revision.js';

/** What decides how the options of a build are checked: the revision, and the release within it. */
export interface Release {
  readonly revision: Revision;
  /** v0.13, which speaks the same protocol as v0.12, or later. */
  readonly from013: boolean;
}

/** The release that a fake of that revision, with that `Info`, is like; within 0.12 v0.13 where `Info` does not tell. */
export function releaseOf({ revision, info }: { readonly revision: Revision; readonly info: BuildxVersion }): Release {
  return { revision, from013: isAtLeast(revision, '0.12') && !/^v?0\.12\./.test(info.version) };
}
