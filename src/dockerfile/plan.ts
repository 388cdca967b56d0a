import type { Image } from './image.js';
import type { SourceRange } from './source-range.js';
import type { CopiedDetails, LocalDetails, PlacedDetails, RunDetails, StepKind } from './stages/step-details.js';

/**
 * What BuildKit's Dockerfile frontend would do.
 *
 * @since 0.1.0
 */
export interface DockerfilePlan {
  /** In the order in which BuildKit shows them; each comes after those that it needs. */
  readonly steps: readonly PlannedStep[];
  /** What is built, for each platform that was asked for. */
  readonly images: readonly PlannedImage[];
  /** The build context is read. */
  readonly needsContext: boolean;
  /** The paths of the build context that are read; without any, everything. */
  readonly contextPaths: readonly string[];
  /** What is left out of the build context. */
  readonly excludePatterns: readonly string[];
  readonly warnings: readonly FrontendWarning[];
}

/**
 * A vertex.
 *
 * @since 0.1.0
 */
export interface PlannedStep {
  /** Such as `sha256:…`; it follows from what the step does, and to what. */
  readonly digest: string;
  /** As BuildKit shows it, such as `[build 2/4] RUN make`. */
  readonly name: string;
  readonly kind: StepKind;
  /** The steps that it needs, by their places in the list. */
  readonly inputs: readonly number[];
  /** The stage; empty if there is only one, and for what belongs to none. */
  readonly stage: string;
  /** The lines of the instruction; none for what no instruction asked for. */
  readonly location: readonly SourceRange[];
  /** It must not come from the cache. */
  readonly noCache: boolean;
  /** Of a RUN. */
  readonly run?: RunDetails;
  /** The command line of a RUN in one text, as BuildKit tells it when it fails: `process "/bin/sh -c exit 7" did not …`. */
  readonly command?: string;
  /** Of what is loaded from the client. */
  readonly local?: LocalDetails;
  /** Of a COPY or ADD, where it copies files that are not fetched from elsewhere. */
  readonly copied?: CopiedDetails;
  /** Of a COPY or ADD. */
  readonly placed?: PlacedDetails;
  /** The digest of the step whose files it changes. */
  readonly base?: string;
  /** Steps of one group are shown as one step. */
  readonly progressGroup?: { readonly id: string; readonly name: string };
}

/**
 * An image that is built.
 *
 * @since 0.1.0
 */
export interface PlannedImage {
  /** Such as `linux/arm64`. */
  readonly platform: string;
  readonly image: Image;
  /** The step that makes it, by its place in the list; nothing if it has no files. */
  readonly step?: number;
}

/**
 * A warning as BuildKit sends it, about the vertex that loads the Dockerfile.
 *
 * @since 0.1.0
 */
export interface FrontendWarning {
  readonly level: 1;
  readonly short: string;
  readonly detail: readonly string[];
  /** Empty if no page tells more. */
  readonly url: string;
  readonly ranges: readonly SourceRange[];
}
