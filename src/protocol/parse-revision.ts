import { releasesOf, revisionOfMinor } from './releases.js';
import { minorVersionOf } from './release-version.js';
import { type Revision, revisions } from './revision.js';
import { UnknownRevisionError } from './unknown-revision-error.js';

/**
 * What names a revision: its own name, or a release that speaks it, such as `0.13`, `v0.17.1` or `0.13.1+ds1`.
 *
 * @since 0.1.0
 */
export type RevisionName = Revision | `0.${string}` | `v0.${string}`;

/**
 * The revision of that name, or the one that the release of that name speaks.
 *
 * @throws UnknownRevisionError, which lists the revisions that there are, with their releases.
 * @example
 * parseRevision('0.12'); // '0.12'
 * parseRevision('v0.20.1'); // '0.18'
 * @since 0.1.0
 */
export function parseRevision(text: string): Revision {
  const named = revisions.find((known) => known === text);
  const minor = named === undefined && typeof text === 'string' ? minorVersionOf(text) : undefined;
  const revision = named ?? (minor === undefined ? undefined : revisionOfMinor(minor));
  if (revision === undefined) throw new UnknownRevisionError(text, revisions.map(withReleases));
  return revision;
}

/** `0.12 (v0.12 and v0.13)`. */
function withReleases(revision: Revision): string {
  const releases = releasesOf(revision);
  if (releases === undefined || releases.firstMinor === releases.lastMinor) return revision;
  const { firstMinor, lastMinor } = releases;
  return `${revision} (v0.${firstMinor} ${lastMinor === firstMinor + 1 ? 'and' : 'to'} v0.${lastMinor})`;
}
