import * as fc from 'fast-check';
import type { RaceIntent, RaceKind } from '../model/race-intent.js';

export type RaceWeights = Readonly<Partial<Record<RaceKind, number>>>;

export interface RaceOptions {
  readonly weights: RaceWeights;
  readonly sessions: number;
}

/** What several clients do at once, and in which order events happen where that can be chosen. */
export interface RaceInput {
  /** What is there before, by session: nothing, a build, or a process for so many of the clients as well. */
  readonly prepared: readonly ('nothing' | 'built' | 'one process' | 'processes')[];
  readonly clients: readonly (readonly RaceIntent[])[];
  /** Which of the kinds of race it is, counted round. */
  readonly variant: number;
  /** Which of the events that can happen does, counted round. */
  readonly choices: readonly number[];
}

/** After so many choices events happen in the order in which they come up. */
const mostChoices = 120;
/** Of a client. */
export const mostCommands = 4;

/** Few commands of two or three clients: races need few, and an order that explains many is long to find. */
export function races({ weights, sessions }: RaceOptions): fc.Arbitrary<RaceInput> {
  const kinds = Object.entries(weights).map(([kind, weight]) => ({
    weight: Math.round(weight * 100),
    arbitrary: intentOf(kind as RaceKind, sessions),
  }));
  const commands = fc.noBias(fc.array(fc.oneof(...kinds), { minLength: 1, maxLength: mostCommands, size: 'max' }));
  return fc.record({
    prepared: fc.tuple(
      ...Array.from({ length: sessions }, () => fc.constantFrom('nothing', 'built', 'one process', 'processes')),
    ),
    clients: fc.array(commands, { minLength: 2, maxLength: 3 }),
    variant: fc.nat({ max: 2 }),
    choices: fc.noBias(fc.array(fc.nat({ max: 31 }), { maxLength: mostChoices, size: 'max' })),
  });
}

function intentOf(kind: RaceKind, sessions: number): fc.Arbitrary<RaceIntent> {
  return fc.record({
    kind: fc.constant(kind),
    // Mostly the same one.
    session: fc.constantFrom(0, 0, sessions - 1),
    process: fc.nat({ max: 1 }),
    stream: fc.nat({ max: 2 }),
    rollback: fc.constantFrom(false, false, false, true),
  });
}
