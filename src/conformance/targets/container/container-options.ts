import { flag, oneOf, text, type OptionRules } from '../../../options/rules.js';
import { checkOptions } from '../../../options/check.js';

/**
 * How the controller's socket is reached; see {@link BuildxControllerContainerOptions.transport}.
 *
 * @since 0.1.0
 */
export type Transport = 'auto' | 'bind' | 'relay';

/**
 * Where the container comes from, and how it is run; every part has a default.
 *
 * @since 0.1.0
 */
export interface BuildxControllerContainerOptions {
  /**
   * An image that has everything, such as `docker/debian-image` makes. Default: the value of the environment variable
   * `BUILDX_TESTKIT_IMAGE`; without it, an image is built from `docker/buildx-bin` and `moby/buildkit`.
   */
  readonly image?: string;
  /** The tag of `docker/buildx-bin`. Default `0.13.1`, with which the suite's list of known failures was made. */
  readonly buildx?: string;
  /** The tag of `moby/buildkit`. Default `v0.13.2`. */
  readonly buildkit?: string;
  /** The tag of `busybox`, which must be a static variant. Default `1.36.1-musl`. */
  readonly busybox?: string;
  /**
   * Whether the container is privileged, as BuildKit wants it. If not, it gets all capabilities but SYS_RESOURCE,
   * seccomp and AppArmor unconfined, and the host's cgroups, for engines that cannot give every capability. Default:
   * true, unless the environment variable `BUILDX_TESTKIT_PRIVILEGED` is `false`.
   */
  readonly privileged?: boolean;
  /**
   * How the controller's socket is reached. `bind`: a directory of this machine is mounted, and the socket is in it.
   * `relay`: each connection goes through an exec stream of the engine. `auto`, the default: `bind` where that works
   * (an engine on this machine), else `relay`.
   */
  readonly transport?: Transport;
}

export interface ResolvedContainerOptions extends Required<Omit<BuildxControllerContainerOptions, 'image'>> {
  readonly image: string | undefined;
}

const rules: OptionRules<BuildxControllerContainerOptions> = {
  image: text,
  buildx: text,
  buildkit: text,
  busybox: text,
  privileged: flag,
  transport: oneOf(['auto', 'bind', 'relay'], { mount: 'bind', exec: 'relay' }),
};

/** @throws ArgumentError for options that there are not */
export function resolveContainerOptions(
  options: BuildxControllerContainerOptions,
  environment: NodeJS.ProcessEnv,
): ResolvedContainerOptions {
  checkOptions('new BuildxControllerContainer', options, rules);
  return {
    image: options.image ?? (environment['BUILDX_TESTKIT_IMAGE'] || undefined),
    buildx: options.buildx ?? '0.13.1',
    buildkit: options.buildkit ?? 'v0.13.2',
    busybox: options.busybox ?? '1.36.1-musl',
    privileged: options.privileged ?? environment['BUILDX_TESTKIT_PRIVILEGED'] !== 'false',
    transport: options.transport ?? 'auto',
  };
}

/** The name of the image that is built from official ones, where none is named. */
export function officialImageName({ buildx, buildkit }: ResolvedContainerOptions): string {
  return `buildx-testkit/controller:${buildx}-buildkit-${buildkit}`;
}
