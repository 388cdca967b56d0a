import { defaultRevision, revisions, type Revision, isWithin } from '../../protocol/revision.js';
import type { CatalogueEntry, Entry } from './entry.js';

/** An entry with the revision to play it in. */
export function playable(entry: Entry): CatalogueEntry {
  const revision = revisionOf(entry);
  return revision === undefined ? entry : { ...entry, revision };
}

/** The default if that has the case, else the oldest that does; undefined where all do. */
function revisionOf(entry: Entry): Revision | undefined {
  if (entry.since === undefined && entry.until === undefined) return undefined;
  return isWithin(entry, defaultRevision) ? defaultRevision : revisions.find((revision) => isWithin(entry, revision));
}
