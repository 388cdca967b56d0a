import type { Connection } from '../client/connection.js';
import type { SessionWitness } from './witness.js';

/** The client as the calls in its session see it. */
export interface Callee {
  /** Where the calls are made. */
  readonly connection: Connection;
  /** Hears of all that happens on them. */
  readonly witness: SessionWitness;
  /** Waits for what only the client can bring. */
  waitFor<T>(answer: Promise<T>): Promise<T>;
}
