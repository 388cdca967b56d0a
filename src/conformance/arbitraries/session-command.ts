import * as fc from 'fast-check';

/**
 * What is done to one of a few sessions, known by their index.
 *
 * @since 0.1.0
 */
export interface SessionCommand {
  /** What is done. */
  readonly kind: 'build' | 'list' | 'list-processes' | 'disconnect';
  /** Index of the session, from 0. */
  readonly session: number;
}

/**
 * Generates sequences of commands on `sessions` sessions, mostly builds and disconnects, so that the set of sessions
 * changes.
 *
 * @since 0.1.0
 */
export function sessionCommands(sessions: number): fc.Arbitrary<readonly SessionCommand[]> {
  const kind = fc.constantFrom('build', 'build', 'disconnect', 'disconnect', 'list', 'list-processes');
  // Mostly on the first session, so that something happens to it.
  const session = fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, fc.nat({ max: sessions - 1 }));
  const command = fc.record<SessionCommand>({ kind, session });
  // Long ones, because few are run, and most of them must be long enough for one session to be built twice and
  // disconnected.
  return fc.noBias(fc.array(command, { minLength: 1, maxLength: 12, size: 'max' }));
}
