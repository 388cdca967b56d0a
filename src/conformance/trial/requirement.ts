import type * as fc from 'fast-check';
import type * as ofAnyService from '../engine/requirement.js';
import type { Capability } from './capability.js';
import type { Trial } from './trial.js';

/** One thing that a controller is held to. IDs never change meaning. */
export interface Requirement extends ofAnyService.Requirement<Trial> {
  readonly needs?: readonly Capability[];
}

export type Check = ofAnyService.Check<Trial>;
export type Example = ofAnyService.Example<Trial>;
export type Property = ofAnyService.Property<Trial>;
export type Aftermath = ofAnyService.Aftermath<Trial>;

/** A check without input: run once. */
export function example(run: (trial: Trial) => Promise<void>): Example {
  return { kind: 'example', run };
}

/** A check over generated input: run many times, shrunk when it fails. */
export function property<V>(
  arbitrary: fc.Arbitrary<V>,
  run: (trial: Trial, value: V) => Promise<void>,
  { share = 1, shareInterleaved = share }: Partial<Pick<Property, 'share' | 'shareInterleaved'>> = {},
): Property {
  return { kind: 'property', share, shareInterleaved, arbitrary, run: (trial, value) => run(trial, value as V) };
}
