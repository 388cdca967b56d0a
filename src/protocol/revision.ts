import { UnknownRevisionError } from './unknown-revision-error.js';

/**
 * Every revision that the protocol has had, oldest first, each named after the first release that speaks it
 * (docs/real-controller.md §9.1). Facts begin and end with these, whether this package speaks them or not.
 */
export const protocolRevisions = ['2023-04', '0.11', '0.12', '0.14', '0.16', '0.17', '0.18'] as const;
/** One of {@link protocolRevisions}, spoken here or not. */
export type ProtocolRevision = (typeof protocolRevisions)[number];

/** The revisions of the protocol that this package speaks, oldest first; `2023-04` is the default. */
export const revisions = ['2023-04', '0.12'] as const satisfies readonly ProtocolRevision[];
export type Revision = (typeof revisions)[number];
export const defaultRevision: Revision = '2023-04';

/** Whether a revision is this one or a later one. */
export function isAtLeast(revision: ProtocolRevision, since: ProtocolRevision): boolean {
  return protocolRevisions.indexOf(revision) >= protocolRevisions.indexOf(since);
}

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

/** @throws UnknownRevisionError, which lists the revisions that there are. */
export function parseRevision(text: string): Revision {
  const revision = revisions.find((known) => known === text);
  if (revision === undefined) throw new UnknownRevisionError(text, revisions);
  return revision;
}
