import type { Session, SessionBuild } from '../../fake-controller/sessions/session.js';

/** Makes the last build of a session out to be something else than it is. */
export function makeOut(session: Session, change: Partial<Pick<SessionBuild, 'state' | 'result'>>): void {
  session.build = { ...session.build, ...change } as SessionBuild;
}
