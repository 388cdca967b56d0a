import type { BuildxVersion } from '../../protocol/messages.js';
import { namesReleaseOf } from '../../protocol/recognise-revision.js';
import type { Revision } from '../../protocol/revision.js';

/** Says what speaks in `Info` against the revision that a target is held to; undefined when nothing does. */
export function revisionDoubt(revision: Revision, info: BuildxVersion): string | undefined {
  if (namesReleaseOf(revision, info) !== false) return undefined;
  const { version, revision: commit } = info;
  return `revision ${revision} was given, but Info names ${JSON.stringify(`${version} ${commit}`)}, a release of another: it may speak another protocol`;
}
