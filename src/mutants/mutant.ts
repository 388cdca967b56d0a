import type { CallFilter } from '../serving/call-filter.js';
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
  /** The revision that has what it breaks. Default: the fake's default. */
  readonly revision?: Revision;
  /** The last revision that has what it breaks. Default: the newest. */
  readonly until?: Revision;
  /** Whether it is noticed only by waiting for something that does not come. */
  readonly silent?: true;
  /** How long an answer must be waited for, in milliseconds. Default: as long as usual. */
  readonly timeoutMs?: number;
  /** Defects of the real server that it has, too. Default: none. */
  readonly quirks?: readonly QuirkName[];
  /** Makes what stands around its handlers. It is made anew at each start, because it may remember things. */
  readonly handlers?: () => Middleware;
  /** What stands between it and the wire, if anything. */
  readonly bytes?: CallFilter;
}
