import { isAtLeast, type ProtocolRevision } from './revision.js';

/** In which revisions something is so: all of them, but for those before `since` and those after `until`. */
export interface RevisionSpan {
  /** The first that has it; by default the oldest. */
  readonly since?: ProtocolRevision;
  /** The last that has it; by default the newest. */
  readonly until?: ProtocolRevision;
}

/** Whether a revision is one of those. */
export function isWithin({ since, until }: RevisionSpan, revision: ProtocolRevision): boolean {
  return (since === undefined || isAtLeast(revision, since)) && (until === undefined || isAtLeast(until, revision));
}

/** `from 0.11 on`, `until 2023-04`, `from 0.11 until 0.16`; undefined of all revisions. */
export function showSpan({ since, until }: RevisionSpan): string | undefined {
  if (since === undefined) return until === undefined ? undefined : `until ${until}`;
  return until === undefined ? `from ${since} on` : `from ${since} until ${until}`;
}
