import type { CallFilter } from '../fake-controller/handlers/call-filter.js';
import type { Middleware } from '../fake-controller/handlers/middleware.js';
import type { QuirkName } from '../fake-controller/quirks/catalogue.js';
import type { Revision } from '../protocol/revision.js';

/** A controller that is broken on purpose: the fake with one small deviation, which a requirement must notice. */
export interface Mutant {
  readonly name: string;
  /** What is wrong with it, in a sentence. */
  readonly does: string;
  /** The ID of the requirement that must notice. */
  readonly requirement: string;
  /** The one that has what it breaks; the fake's default otherwise. */
  readonly revision?: Revision;
  /** It is noticed by something that does not come: only by waiting for it. */
  readonly silent?: true;
  /** How long an answer must be waited for, in milliseconds, where that is longer than usual. */
  readonly timeoutMs?: number;
  /** Defects of the real server that it has. */
  readonly quirks?: readonly QuirkName[];
  /** What stands around its handlers; made anew at each start, since it may remember things. */
  readonly handlers?: () => Middleware;
  /** What stands between it and the wire. */
  readonly bytes?: CallFilter;
}
