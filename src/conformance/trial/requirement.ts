import type * as fc from 'fast-check';
import type * as ofAnyService from '../engine/requirement.js';
import type { Capability } from './capability.js';
import type { Trial } from './trial.js';

/**
 * One thing that a controller is held to. IDs never change meaning.
 *
 * @since 0.1.0
 */
export interface Requirement extends ofAnyService.Requirement<Trial> {
  /** What the target must have; it is `skipped` where the target lacks any of these. Default: nothing. */
  readonly needs?: readonly Capability[];
}

/**
 * How a requirement is checked; {@link example} and {@link property} make the usual kinds.
 *
 * @since 0.1.0
 */
export type Check = ofAnyService.Check<Trial>;
/**
 * A check without input, which is run once.
 *
 * @since 0.1.0
 */
export type Example = ofAnyService.Example<Trial>;
/**
 * A check over generated input, which is run many times, and shrunk when it fails. Made by {@link property}.
 *
 * @since 0.1.0
 */
export type Property = ofAnyService.Property<Trial>;
/** Judged by what all checks have left behind on the target. */
export type Aftermath = ofAnyService.Aftermath<Trial>;

/**
 * Makes a check without input.
 *
 * @example
 * example(async (trial) => {
 *   trial.exercised();
 *   trial.equal('sessions', (await trial.client.rpc.list()).refs, []);
 * });
 * @since 0.1.0
 */
export function example(run: (trial: Trial) => Promise<void>): Example {
  return { kind: 'example', run };
}

/**
 * Makes a check over generated input.
 *
 * @example
 * property(arbitraries.plainRef(), async (trial, ref) => {
 *   trial.exercised();
 *   await trial.client.rpc.disconnect({ ref });
 * });
 * @since 0.1.0
 */
export function property<V>(
  arbitrary: fc.Arbitrary<V>,
  run: (trial: Trial, value: V) => Promise<void>,
  { share = 1, shareInterleaved = share }: Partial<Pick<Property, 'share' | 'shareInterleaved'>> = {},
): Property {
  return { kind: 'property', share, shareInterleaved, arbitrary, run: (trial, value) => run(trial, value as V) };
}
