import type { BuildxVersion, Init } from '../protocol/messages.js';
import type { RevisionName } from '../protocol/parse-revision.js';
import { anything, group, oneOf, text, type OptionRules } from '../options/rules.js';
import { fakeOptionRules } from '../serving/fake-option-rules.js';
import type { FakeOptions } from '../serving/fake-options.js';
import type { QuirkOption } from './quirks/quirk-set.js';

/**
 * How a {@link FakeController} is started; every part has a default.
 *
 * @since 0.1.0
 */
export interface FakeControllerOptions extends FakeOptions {
  /** The protocol that it speaks: a revision, or a release that speaks it, such as `v0.20.1`. Default `'2023-04'`. */
  readonly revision?: RevisionName;
  /** Which defects of the real server it has. Default `'all'`: faithful. */
  readonly quirks?: QuirkOption;
  /** What `Info` answers. Default: the last release of the revision. */
  readonly info?: Init<BuildxVersion>;
  /**
   * What becomes of the parts of a scenario that no client of the revision can say, such as a build's `annotations`
   * before 0.12, or a fault in Inspect before 0.11: a ScenarioError that names each, or it is played without them. Builds
   * of a scenario with `fallback` may ask for them, and then answer nobody. Default `'error'`.
   */
  readonly unsayable?: 'error' | 'drop';
}

/** What they may be. */
export const controllerOptionRules: OptionRules<FakeControllerOptions> = {
  ...fakeOptionRules,
  // Refused by the revision itself, and by the quirk, with the names that there are.
  revision: anything,
  quirks: anything,
  info: group<BuildxVersion>({ package: text, version: text, revision: text }),
  unsayable: oneOf(['error', 'drop'], { fail: 'error', ignore: 'drop' }),
};
