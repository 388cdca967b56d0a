import { UnknownRevisionError } from './unknown-revision-error.js';

/**
 * Every revision that the protocol has had, oldest first, each named after the first release that speaks it
 * (docs/real-controller.md §9.1). Facts begin and end with these, whether this package speaks them or not.
 *
 * @since 0.1.0
 */
export const protocolRevisions = ['2023-04', '0.11', '0.12', '0.14', '0.16', '0.17', '0.18'] as const;
/**
 * One of {@link protocolRevisions}, spoken here or not.
 *
 * @since 0.1.0
 */
export type ProtocolRevision = (typeof protocolRevisions)[number];

/**
 * The revisions of the protocol that this package speaks, oldest first; `2023-04` is the default.
 *
 * @since 0.1.0
 */
export const revisions = ['2023-04', '0.12'] as const satisfies readonly ProtocolRevision[];
/**
 * A revision of the protocol, named after the commit's month or the first release that speaks it.
 *
 * @since 0.1.0
 */
export type Revision = (typeof revisions)[number];
/**
 * The revision that is spoken where none is named: `2023-04`.
 *
 * @since 0.1.0
 */
export const defaultRevision: Revision = '2023-04';

/** Whether a revision is this one or a later one. */
export function isAtLeast(revision: ProtocolRevision, since: ProtocolRevision): boolean {
  return protocolRevisions.indexOf(revision) >= protocolRevisions.indexOf(since);
}

/**
 * In which revisions something is so: all of them, but for those before `since` and those after `until`.
 *
 * @since 0.1.0
 */
export interface RevisionSpan {
  /** The first revision that has it. Default: the oldest. */
  readonly since?: ProtocolRevision;
  /** The last revision that has it. Default: the newest. */
  readonly until?: ProtocolRevision;
}

/** Whether a revision is one of those. */
export function isWithin({ since, until }: RevisionSpan, revision: ProtocolRevision): boolean {
  return (since === undefined || isAtLeast(revision, since)) && (until === undefined || isAtLeast(until, revision));
}

/**
 * The revision of that name, for names that come from outside.
 *
 * @throws UnknownRevisionError, which lists the revisions that there are.
 * @example parseRevision('0.12');
 * @since 0.1.0
 */
export function parseRevision(text: string): Revision {
  const revision = revisions.find((known) => known === text);
  if (revision === undefined) throw new UnknownRevisionError(text, revisions);
  return revision;
}
