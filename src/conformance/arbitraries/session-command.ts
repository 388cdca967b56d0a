import * as fc from 'fast-check';

/** What is done to one of a few sessions, known by their index. */
export interface SessionCommand {
  /** What is done. */
  readonly kind: 'build' | 'list' | 'list-processes' | 'disconnect';
  /** Index of the session, from 0. */
  readonly session: number;
}

/** Sequences over `sessions` sessions; builds and disconnects in the majority, so that sets change. */
export function sessionCommands(sessions: number): fc.Arbitrary<readonly SessionCommand[]> {
  const kind = fc.constantFrom('build', 'build', 'disconnect', 'disconnect', 'list', 'list-processes');
  // Mostly of the first, so that something happens to it.
  const session = fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, fc.nat({ max: sessions - 1 }));
  const command = fc.record<SessionCommand>({ kind, session });
  // Few sequences are run: most of them must be long enough for one session to be built twice and disconnected.
  return fc.noBias(fc.array(command, { minLength: 1, maxLength: 12, size: 'max' }));
}
