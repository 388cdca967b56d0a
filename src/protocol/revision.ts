import { type Revision, revisionTable } from './revisions.js';

export type { Revision } from './revisions.js';

/**
 * The revisions of the protocol, oldest first, each named after the first release that speaks it, and the first after the
 * month of its commit (docs/real-controller.md §9.1); `2023-04` is the default.
 *
 * @since 0.1.0
 */
export const revisions: readonly Revision[] = Object.keys(revisionTable) as Revision[];

/**
 * The revision that is spoken where none is named: `2023-04`.
 *
 * @since 0.1.0
 */
export const defaultRevision: Revision = '2023-04';

/** Whether a revision is this one or a later one. */
export function isAtLeast(revision: Revision, since: Revision): boolean {
  return revisions.indexOf(revision) >= revisions.indexOf(since);
}

/**
 * In which revisions something is so: all of them, but for those before `since` and those after `until`.
 *
 * @since 0.1.0
 */
export interface RevisionSpan {
  /** The first revision that has it. Default: the oldest. */
  readonly since?: Revision;
  /** The last revision that has it. Default: the newest. */
  readonly until?: Revision;
}

/** Whether a revision is one of those. */
export function isWithin({ since, until }: RevisionSpan, revision: Revision): boolean {
  return (since === undefined || isAtLeast(revision, since)) && (until === undefined || isAtLeast(until, revision));
}
