import { defaultRevision, revisions, type Revision } from '../../protocol/revision.js';
import { isWithin } from '../../protocol/revision-span.js';
import type { Entry } from './entry.js';

/** The revision to play an entry in: the default if that has the case, else the oldest that does; undefined where all do. */
export function revisionOf(entry: Entry): Revision | undefined {
  if (entry.since === undefined && entry.until === undefined) return undefined;
  return isWithin(entry, defaultRevision) ? defaultRevision : revisions.find((revision) => isWithin(entry, revision));
}
