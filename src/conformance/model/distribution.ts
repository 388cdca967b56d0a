import * as fc from 'fast-check';
import type { Intent } from './intent.js';
import { next } from './next.js';
import { resolve, type Stock } from './resolve.js';
import { initialState } from './state.js';

/** What the sequences of a generator come to, found by the model alone, without a target. */
export interface Distribution {
  readonly sequences: number;
  /** How many of the commands that were drawn meant something where they stood, and how many did not, by kind. */
  readonly kinds: Readonly<Record<string, { readonly done: number; readonly rejected: number }>>;
  /** How many sequences came to a number of commands that meant something: up to 10, 20, and so on. */
  readonly depths: readonly { readonly upTo: number; readonly sequences: number }[];
  /** The share of the commands drawn that meant nothing. */
  readonly rejected: number;
}

export interface DistributionOptions {
  readonly stock: Stock;
  readonly sessions: number;
  readonly longest: number;
  readonly sequences: number;
  readonly seed: number;
}

const step = 10;

/** Measures a generator; the same seed gives the same figures. */
export function distributionOf(
  arbitrary: fc.Arbitrary<readonly Intent[]>,
  { stock, sessions, longest, sequences, seed }: DistributionOptions,
): Distribution {
  const kinds = new Map<string, { done: number; rejected: number }>();
  const depths = Array.from({ length: Math.ceil(longest / step) }, (_, index) => ({
    upTo: (index + 1) * step,
    sequences: 0,
  }));
  for (const intents of fc.sample(arbitrary, { numRuns: sequences, seed })) {
    const depth = play(intents, { stock, sessions, longest }, (kind, done) => {
      const count = kinds.get(kind) ?? { done: 0, rejected: 0 };
      kinds.set(kind, done ? { ...count, done: count.done + 1 } : { ...count, rejected: count.rejected + 1 });
    });
    const bin = depths[Math.max(0, Math.ceil(depth / step) - 1)];
    if (bin !== undefined) bin.sequences += 1;
  }
  const counts = [...kinds.values()];
  const total = (of: 'done' | 'rejected'): number => counts.reduce((sum, count) => sum + count[of], 0);
  return {
    sequences,
    kinds: Object.fromEntries([...kinds].toSorted(([one], [other]) => one.localeCompare(other))),
    depths,
    rejected: total('rejected') / (total('done') + total('rejected')),
  };
}

function play(
  intents: readonly Intent[],
  { stock, sessions, longest }: Pick<DistributionOptions, 'stock' | 'sessions' | 'longest'>,
  count: (kind: string, done: boolean) => void,
): number {
  let state = initialState({ revision: stock.revision, sessions });
  let depth = 0;
  for (const [index, intent] of intents.entries()) {
    if (depth === longest) break;
    const command = resolve(state, intent, stock, 2 * (index + 1));
    count(intent.kind, command !== undefined);
    if (command === undefined) continue;
    state = next(state, command).state;
    depth += 1;
  }
  return depth;
}
