import type { Revision } from '../../protocol/revision.js';
import type { Fixtures } from '../fixtures/fixtures.js';
import type { Target } from '../engine/target.js';
import { type OptionRules, assertOptions, rule } from '../assert-options.js';
import { addressRules, addressTarget } from './address.js';

export interface TargetOptions {
  /** By default, the fake's own default; told from the `Info` of every other target. */
  readonly revision?: Revision;
  /** Of a target at an address. */
  readonly fixtures?: Fixtures;
  /** Of a target at an address. */
  readonly restartCommand?: string;
  /** Of the fake. Default `none`. */
  readonly quirks?: 'all' | 'none' | readonly string[];
  /** Of the fake: its own chance. */
  readonly seed?: number;
  /** How long it may take to answer for the first time, in milliseconds. */
  readonly timeoutMs?: number;
}

const rules: OptionRules<TargetOptions> = {
  ...addressRules,
  quirks: rule('all, none, or a list of names', (value) => typeof value === 'string' || Array.isArray(value)),
  seed: rule('a whole number', Number.isSafeInteger),
};

/**
 * Opens a target: `fake`, `container`, or an address. What only one kind needs is loaded only for it.
 * @throws ConfigurationError, TargetUnreachableError
 */
export async function openTarget(target: string, options: TargetOptions = {}): Promise<Target> {
  assertOptions(options, rules);
  const { quirks: _quirks, seed: _seed, ...ofAddress } = options;
  switch (target) {
    case 'fake':
      return (await import('./fake.js')).fakeTarget(options);
    case 'container':
      return (await import('./container.js')).containerTarget(options);
    default:
      return addressTarget(target, ofAddress);
  }
}
