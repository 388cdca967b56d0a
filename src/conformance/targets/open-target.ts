import type { RevisionName } from '../../protocol/parse-revision.js';
import type { Fixtures } from '../fixtures/fixtures.js';
import type { Target } from '../trial/target.js';
import { type OptionRules, rule } from '../../options/rules.js';
import { assertOptions } from '../engine/assert-options.js';
import { addressRules, addressTarget } from './address.js';

/**
 * How a target is opened; what does not concern its kind is passed over.
 *
 * @since 0.1.0
 */
export interface TargetOptions {
  /**
   * The protocol: a revision, or a release that speaks it. Default: the fake's own default; of every other target what its
   * `Info` and its answers tell.
   */
  readonly revision?: RevisionName;
  /** Of a target at an address: builds and programs of known behaviour on it; see {@link AddressTargetOptions}. */
  readonly fixtures?: Fixtures;
  /** Of a target at an address: a shell command that restarts it; see {@link AddressTargetOptions}. */
  readonly restartCommand?: string;
  /** Which defects of the real server the fake has. Default `'none'`: as a good server. */
  readonly quirks?: 'all' | 'none' | readonly string[];
  /** Everything that the fake leaves to chance follows from it. Default 0. */
  readonly seed?: number;
  /** How long a controller may take to answer for the first time, in milliseconds. Default 10,000. */
  readonly timeoutMs?: number;
}

const rules: OptionRules<TargetOptions> = {
  ...addressRules,
  quirks: rule('all, none, or a list of names', (value) => typeof value === 'string' || Array.isArray(value)),
  seed: rule('a whole number', Number.isSafeInteger),
};

/**
 * Opens a target: `fake`, `container`, or an address. What only one kind needs is loaded only for it.
 *
 * @throws ConfigurationError, TargetUnreachableError; NoEngineError, ImageMissingError and ContainerStartError for
 * `container`
 * @example const target = await openTarget('fake', { quirks: 'none', seed: 7 });
 * @since 0.1.0
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
