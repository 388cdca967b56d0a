import { CancellationSource, type Cancellation } from '../time/cancellation.js';
import type { Timekeeper } from '../time/clock.js';
import { clientClock } from './client-clock.js';
import type { Session } from './session.js';
import { SessionError } from './session-error.js';

/** How long a build waits for its session, in milliseconds. */
const waitMs = 5000;

/** The sessions that are open, by their IDs. Several builds may share one. */
export class SessionManager {
  readonly #clock: Timekeeper;
  readonly #judge: Timekeeper;
  readonly #sessions = new Map<string, Session>();
  readonly #waiting = new Set<() => void>();

  constructor(clock: Timekeeper) {
    this.#clock = clock;
    this.#judge = clientClock(clock);
  }

  /** Keeps a session until it ends. One with the same ID takes the place of the former, as in BuildKit. */
  add(session: Session): void {
    this.#sessions.set(session.id, session);
    session.ended.onCancel(() => {
      if (this.#sessions.get(session.id) === session) this.#sessions.delete(session.id);
    });
    for (const look of [...this.#waiting]) look();
  }

  /**
   * The session of that ID, which may still have to come; an `auto` clock stands still meanwhile. What stands before a
   * colon in the ID is not looked at.
   * @param until calls the waiting off
   * @throws SessionError when none came within five seconds, or the waiting was called off
   */
  find(id: string, until: Cancellation = new CancellationSource()): Promise<Session> {
    const key = /^[^:]*:(?<rest>[^]+)$/.exec(id)?.groups?.['rest'] ?? id;
    const found = new Promise<Session>((resolve, reject) => {
      const done = (): void => {
        this.#waiting.delete(look);
        timer.cancel();
        stopListening();
      };
      const look = (): void => {
        const session = this.#sessions.get(key);
        if (session === undefined) return;
        done();
        resolve(session);
      };
      const giveUp = (why: string): void => {
        done();
        reject(new SessionError(`no active session for ${key}: ${why}`));
      };
      let stopListening: () => void = () => undefined;
      const label = `session ${key}`;
      const timer = this.#judge.after(waitMs, label, () => giveUp('context deadline exceeded'), { deadline: true });
      this.#waiting.add(look);
      stopListening = until.onCancel(() => giveUp('context canceled'));
      look();
    });
    return this.#clock.hold(() => found);
  }

  /** Ends all sessions. */
  async close(): Promise<void> {
    await Promise.all([...this.#sessions.values()].map((session) => session.close()));
  }
}
