import type { Cancellation } from '../../time/cancellation.js';
import type { Session } from './session.js';

interface Waiter<T> {
  readonly ref: string;
  readonly wanted: (session: Session) => T | undefined;
  readonly found: (value: T) => void;
}

/** The sessions by ref, and the calls that wait for one of them to have something. */
export class SessionTable {
  readonly #sessions = new Map<string, Session>();
  readonly #waiters = new Map<string, Waiter<unknown>[]>();

  get(ref: string): Session | undefined {
    return this.#sessions.get(ref);
  }

  get all(): readonly Session[] {
    return [...this.#sessions.values()];
  }

  add(session: Session): void {
    this.#sessions.set(session.ref, session);
  }

  remove(ref: string): void {
    this.#sessions.delete(ref);
  }

  clear(): void {
    this.#sessions.clear();
    this.#waiters.clear();
  }

  /** Called when a session has got something that a call may wait for. */
  changed(session: Session): void {
    for (const waiter of [...(this.#waiters.get(session.ref) ?? [])]) {
      const value = waiter.wanted(session);
      if (value === undefined) continue;
      this.#forget(waiter);
      waiter.found(value);
    }
  }

  /** Waits until the session exists and has what is wanted; gives undefined when the wait is called off before. */
  waitFor<T>(ref: string, wanted: (session: Session) => T | undefined, until?: Cancellation): Promise<T | undefined> {
    const session = this.#sessions.get(ref);
    const there = session === undefined ? undefined : wanted(session);
    if (there !== undefined) return Promise.resolve(there);
    if (until?.cancelled === true) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      const waiter: Waiter<T> = {
        ref,
        wanted,
        found: (value) => {
          stopListening?.();
          resolve(value);
        },
      };
      const waiters = this.#waiters.get(ref);
      if (waiters === undefined) this.#waiters.set(ref, [waiter as Waiter<unknown>]);
      else waiters.push(waiter as Waiter<unknown>);
      const stopListening = until?.onCancel(() => {
        this.#forget(waiter as Waiter<unknown>);
        resolve(undefined);
      });
    });
  }

  #forget(waiter: Waiter<unknown>): void {
    const waiters = this.#waiters.get(waiter.ref) ?? [];
    const index = waiters.indexOf(waiter);
    if (index >= 0) waiters.splice(index, 1);
    if (waiters.length === 0) this.#waiters.delete(waiter.ref);
  }
}
