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
