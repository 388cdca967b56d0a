import { explains, type Observation } from './answer.js';
import { beginBuild, endBuild, type BuildBeginning } from './builds.js';
import type { Command } from './command.js';
import { cancelledByClient, fits } from './ending-pattern.js';
import { next } from './next.js';
import { exit, type Exit } from './processes.js';
import { streamsOf, type ModelState } from './state.js';

/** What happens at one instant. */
export type Happening =
  | { readonly kind: 'command'; readonly command: Command }
  | { readonly kind: 'build-begins'; readonly build: BuildBeginning }
  | { readonly kind: 'build-ends'; readonly id: number }
  | { readonly kind: 'exits'; readonly exit: Exit };

export interface Instant {
  readonly happening: Happening;
  /** The moment by which it is over. Default: when its operation is answered. */
  readonly by?: number;
}

/** Something that a client did, and what came of it, all of it between two moments of a common clock. */
export interface Operation {
  readonly what: string;
  readonly client: number;
  readonly begun: number;
  /** When the answer came; Infinity where none came, or none was waited for. */
  readonly answered: number;
  readonly seen: Observation;
  /** What happens in it, one after the other; others may act in between. */
  readonly instants: readonly Instant[];
}

export interface History {
  /** The state before all operations. */
  readonly state: ModelState;
  readonly operations: readonly Operation[];
  /** How each stream ended; those that are not here are open. */
  readonly ends: ReadonlyMap<number, Observation>;
}

/**
 * Looks for an order of all instants, in which no operation begins before another that was answered earlier is over,
 * and in which the model answers each as was seen, and leaves each stream as it was found.
 *
 * @returns the order, as indexes of operations; undefined when there is none
 */
export function linearise({ state, operations, ends }: History): readonly number[] | undefined {
  const dead = new Set<string>();

  const from = (now: ModelState, done: readonly number[], order: readonly number[]): readonly number[] | undefined => {
    if (!mayStillFit(now, ends)) return undefined;
    if (done.every((count, index) => count === (operations[index]?.instants.length ?? 0))) {
      return fitsAll(now, ends) ? order : undefined;
    }
    const key = `${done.join()} ${JSON.stringify(now)}`;
    if (dead.has(key)) return undefined;
    for (const index of nextOnes(operations, done)) {
      const after = happens(now, operations[index], done[index] ?? 0);
      if (after === undefined) continue;
      const found = from(after, done.with(index, (done[index] ?? 0) + 1), [...order, index]);
      if (found !== undefined) return found;
    }
    dead.add(key);
    return undefined;
  };

  return from(
    state,
    operations.map(() => 0),
    [],
  );
}

/** The operations whose next instant may be the next one of all. */
function nextOnes(operations: readonly Operation[], done: readonly number[]): readonly number[] {
  const latest = Math.min(
    ...operations.flatMap(({ instants, answered }, index) => {
      const instant = instants[done[index] ?? 0];
      return instant === undefined ? [] : [instant.by ?? answered];
    }),
  );
  return [...operations.entries()]
    .filter(([index, { instants, begun }]) => (done[index] ?? 0) < instants.length && begun <= latest)
    .map(([index]) => index);
}

function happens(state: ModelState, operation: Operation | undefined, nth: number): ModelState | undefined {
  const happening = operation?.instants[nth]?.happening;
  if (operation === undefined || happening === undefined) return undefined;
  switch (happening.kind) {
    case 'build-begins':
      return beginBuild(state, happening.build);
    case 'build-ends':
      return endBuild(state, happening.id);
    case 'exits':
      return exit(state, happening.exit);
    case 'command': {
      const { state: after, answer } = next(state, happening.command);
      // What came of a stream is compared with its end, not here.
      const told = operation.seen.kind !== 'nothing' && answer.kind !== 'nothing';
      return !told || explains(answer, operation.seen) ? after : undefined;
    }
  }
}

/**
 * Whether a state may still fit the ends: no stream is over that was found open, or that ended otherwise. Cancelling a
 * stream later may still change how its end looks.
 */
function mayStillFit(state: ModelState, ends: History['ends']): boolean {
  return streamsOf(state).every((stream) => {
    if (stream.phase !== 'over') return true;
    const seen = ends.get(stream.id);
    return seen?.kind === 'ended' && fits(seen, [...stream.ends, ...cancelledByClient]);
  });
}

function fitsAll(state: ModelState, ends: History['ends']): boolean {
  return streamsOf(state).every((stream) => {
    const seen = ends.get(stream.id);
    if (stream.phase === 'unsure') return seen === undefined || (seen.kind === 'ended' && fits(seen, stream.ends));
    if (stream.phase !== 'over') return seen === undefined;
    return seen?.kind === 'ended' && fits(seen, stream.ends);
  });
}
