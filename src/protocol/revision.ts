import { UnknownRevisionError } from './unknown-revision-error.js';

/**
 * The revisions of the protocol that this package speaks; `2023-04` is the default.
 *
 * @since 0.1.0
 */
export const revisions = ['2023-04', '0.12'] as const;
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
