import type { Image } from './image.js';

/**
 * A Dockerfile, and how it is to be built. What the frontend gets as options is named after them.
 *
 * @since 0.1.0
 */
export interface DockerfileRequest {
  /** The Dockerfile. */
  readonly text: string;
  /** Its name, as it is shown. Default `Dockerfile`. */
  readonly filename?: string;
  /** The stage to build, by its name in any case. Default: the last one. */
  readonly target?: string;
  /** Values of `--build-arg`. */
  readonly buildArgs?: Readonly<Record<string, string>>;
  /** Platforms that were asked for, such as `linux/arm64`. Default: the builder's own, which vertices do not name. */
  readonly platforms?: readonly string[];
  /** Vertices name their platform. Default: if there is more than one platform. */
  readonly multiPlatform?: boolean;
  /** What the builder runs on. Default `linux/amd64`. */
  readonly buildPlatform?: string;
  /** Values of `--label`. */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * Values of `--build-context`, such as `docker-image://alpine` or `local:other`, by their names, which may end in
   * `::linux/arm64`. Default: none.
   */
  readonly namedContexts?: Readonly<Record<string, string>>;
  /** The stages that must not come from the cache. Default: none. */
  readonly noCache?: 'all' | readonly string[];
  /** The text of the `.dockerignore` file. Default: there is none. */
  readonly dockerignore?: string;
  /**
   * The Dockerfile brings a `.dockerignore` of its own, so that none is loaded from the build context. Default: false.
   */
  readonly hasOwnDockerignore?: boolean;
  /** The images that there are. Default: every one, with a shell, and a digest that follows from its name. */
  readonly resolveImage?: (name: string, platform: string) => ResolvedImage;
}

/**
 * An image of a registry.
 *
 * @since 0.1.0
 */
export interface ResolvedImage {
  /** Such as `sha256:…`. */
  readonly digest: string;
  readonly image: Image;
}
