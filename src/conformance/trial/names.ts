import { randomUUID } from 'node:crypto';

/** Matches the name of a session or process of any run, in a text. */
export const nameInText = /\S*-[0-9a-f]{8}-\d+/g;

/**
 * Makes session refs and process IDs that the target has never seen, not even in an earlier run of the suite: a waiter
 * that a run has left behind on a real server would steal messages from a later session of the same ref.
 */
export class Names {
  readonly #run = randomUUID().slice(0, 8);
  #count = 0;

  next(wanted: string): string {
    this.#count += 1;
    return `${wanted}-${this.#run}-${this.#count}`;
  }

  /** Whether a name was given here, or made of one that was. */
  made(name: string): boolean {
    return name.includes(`-${this.#run}-`);
  }
}
