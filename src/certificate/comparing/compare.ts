import type { Played } from '../playing/play.js';
import type { About, Item } from './item.js';
import { itemsOf } from './items-of.js';

/** A fact that the two sides tell otherwise, or that only one of them tells. */
export interface Difference {
  readonly of: string;
  readonly rpc: Item['rpc'];
  readonly name: string;
  /** What the fake told; undefined where it told nothing. */
  readonly fake: string | undefined;
  readonly real: string | undefined;
  /** What is known of the history, as the real side had it where it had the fact at all. */
  readonly about: About;
}

/** What came of comparing two plays of a history. */
export interface Comparison {
  /** The messages of the real side, and those of the fake for what only it told. */
  readonly messages: number;
  readonly facts: number;
  readonly differences: readonly Difference[];
}

/** Compares two plays of a history, fact by fact. */
export function compare(fake: Played, real: Played): Comparison {
  const ours = byPlace(itemsOf(fake));
  const theirs = byPlace(itemsOf(real));
  const places = [...new Set([...ours.keys(), ...theirs.keys()])];
  const pairs = places.map((place) => ({ own: ours.get(place), other: theirs.get(place) }));
  const differences = pairs.flatMap(({ own, other }): Difference[] => {
    const known = other ?? own;
    if (known === undefined || own?.value === other?.value) return [];
    const { of, rpc, name, about } = known;
    return [{ of, rpc, name, fake: own?.value, real: other?.value, about }];
  });
  const messages = pairs.reduce((sum, { own, other }) => sum + Math.max(own?.messages ?? 0, other?.messages ?? 0), 0);
  return { messages, facts: places.length, differences };
}

function byPlace(items: readonly Item[]): ReadonlyMap<string, Item> {
  return new Map(items.map((item) => [`${item.of}: ${item.name}`, item]));
}

/** The difference in words, for people. */
export function showDifference({ of, name, fake, real, about }: Difference): string {
  const side = (value: string | undefined): string => value ?? 'nothing';
  return `${about.command}: ${name} (${of})\n    fake: ${side(fake)}\n    real: ${side(real)}`;
}
