import * as fc from 'fast-check';
import type { RaceIntent, RaceKind } from '../model/race-intent.js';

export type RaceWeights = Readonly<Partial<Record<RaceKind, number>>>;

export interface RaceOptions {
  readonly weights: RaceWeights;
  readonly sessions: number;
}

/** What several clients do at once, and, where it can be chosen, in which order events happen. */
export interface RaceInput {
  /** What each session has before: nothing, a build, one process, or a process for each client. */
  readonly prepared: readonly ('nothing' | 'built' | 'one process' | 'processes')[];
  readonly clients: readonly (readonly RaceIntent[])[];
  /** Which of the kinds of race it is, counted round among them. */
  readonly variant: number;
  /** Which of the events that can happen next does, each time, counted round among them. */
  readonly choices: readonly number[];
}

/** How many choices are drawn; after them, events happen in the order in which they come up. */
const mostChoices = 120;
/** The most commands of one client. */
export const mostCommands = 4;

/**
 * Generates few commands of two or three clients each, because races need few, and it takes long to find an order that
 * explains many.
 */
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
    // Mostly the same session, so that clients meet.
    session: fc.constantFrom(0, 0, sessions - 1),
    process: fc.nat({ max: 1 }),
    stream: fc.nat({ max: 2 }),
    rollback: fc.constantFrom(false, false, false, true),
  });
}
