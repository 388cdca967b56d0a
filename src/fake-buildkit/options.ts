import { group, listOf, rule, text, type OptionRules } from '../options/rules.js';
import { fakeOptionRules } from '../serving/fake-option-rules.js';
import type { FakeOptions } from '../serving/fake-options.js';

/**
 * The version of a BuildKit, as `Info` and `ListWorkers` tell it.
 *
 * @since 0.1.0
 */
export interface BuildKitVersion {
  /** The Go package. Default: `github.com/moby/buildkit`. */
  readonly package?: string;
  /** The release, such as `v0.26.2`. */
  readonly version?: string;
  /** The commit. */
  readonly revision?: string;
}

/**
 * How a {@link FakeBuildKit} is started; every part has a default.
 *
 * @since 0.1.0
 */
export interface FakeBuildKitOptions extends FakeOptions {
  /** What `Info` and `ListWorkers` answer. Default: v0.26.2. */
  readonly version?: BuildKitVersion;
  /** What the worker builds for, its own platform first. Default: `linux/amd64` and `linux/arm64`. */
  readonly platforms?: readonly string[];
}

const platform = rule(
  'a platform such as linux/arm64 or linux/arm/v7',
  (value) => typeof value === 'string' && /^[^/\s]+\/[^/\s]+(\/[^/\s]+)?$/.test(value),
);

/** What they may be. */
export const buildKitOptionRules: OptionRules<FakeBuildKitOptions> = {
  ...fakeOptionRules,
  version: group<BuildKitVersion>({ package: text, version: text, revision: text }),
  platforms: listOf('a list of platforms, such as linux/arm64', platform),
};
