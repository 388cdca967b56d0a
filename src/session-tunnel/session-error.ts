/** A client that breaks the protocol of its session, or a session that is not there; in BuildKit's own words. */
export class SessionError extends Error {
  readonly code = 'SESSION';
  constructor(message: string) {
    super(message);
    this.name = 'SessionError';
  }
}
