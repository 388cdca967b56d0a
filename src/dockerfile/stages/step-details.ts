import type { SourceRange } from '../source-range.js';

/**
 * What a step does. `definition`, `frontend`, which loads the image of a frontend, `metadata` and `dockerignore` come
 * before the graph; `context` and `named-context` are loaded from the client; `inline` is a file that is written in the
 * Dockerfile.
 *
 * @since 0.1.0
 */
export type StepKind =
  | 'cache-permissions'
  | 'context'
  | 'copy'
  | 'definition'
  | 'dockerignore'
  | 'frontend'
  | 'git'
  | 'http'
  | 'image'
  | 'inline'
  | 'merge'
  | 'metadata'
  | 'named-context'
  | 'run'
  | 'workdir';

/** What a step says besides its place in the graph. */
export interface StepDetails {
  /** As BuildKit shows it. */
  readonly name: string;
  readonly kind: StepKind;
  /** The stage, as BuildKit names it: `stage-1` if it has no name. Empty if there is only one. */
  readonly stage?: string;
  readonly location?: readonly SourceRange[];
  /** It must not come from the cache. */
  readonly noCache?: boolean;
  readonly run?: RunDetails;
  /** What is loaded from the client. */
  readonly local?: LocalDetails;
  readonly copied?: CopiedDetails;
  readonly placed?: PlacedDetails;
  /** The digest of the step whose files it changes. */
  readonly base?: string;
  /** Steps of one group are shown as one step of that name. */
  readonly progressGroup?: { readonly id: string; readonly name: string };
}

/**
 * What a RUN runs.
 *
 * @since 0.1.0
 */
export interface RunDetails {
  readonly args: readonly string[];
  /** As `NAME=value`. */
  readonly env: readonly string[];
  readonly cwd: string;
  /** Empty for the superuser. */
  readonly user: string;
  readonly secrets: readonly SecretMount[];
  readonly ssh: readonly SshMount[];
  readonly cacheMounts: readonly CacheMount[];
  /** What the build must be allowed: `network.host` for `--network=host`, `security.insecure` for `--security=insecure`. */
  readonly entitlements: readonly string[];
}

/**
 * A secret that a RUN reads.
 *
 * @since 0.1.0
 */
export interface SecretMount {
  readonly id: string;
  /** Without it the step fails. */
  readonly required: boolean;
  /** The file that holds it, unless there is only a variable. */
  readonly target?: string;
  /** The variable that holds it. */
  readonly env?: string;
}

/**
 * An agent's socket that a RUN uses.
 *
 * @since 0.1.0
 */
export interface SshMount {
  readonly id: string;
  /** Without it the step fails. */
  readonly required: boolean;
}

/**
 * A directory that RUNs of several builds share.
 *
 * @since 0.1.0
 */
export interface CacheMount {
  readonly id: string;
  readonly target: string;
  readonly sharing: string;
}

/**
 * What is loaded from a directory of the client.
 *
 * @since 0.1.0
 */
export interface LocalDetails {
  /** The name that the client serves it by: `context`, `dockerfile`, or the value of a named context. */
  readonly name: string;
  /** The paths that are needed; without any, everything. */
  readonly followPaths: readonly string[];
  readonly excludePatterns: readonly string[];
}

/**
 * What a COPY or ADD copies.
 *
 * @since 0.1.0
 */
export interface CopiedDetails {
  /** The digest of the step that it copies from. */
  readonly from: string;
  /** The paths, from the root of what that step makes. */
  readonly paths: readonly string[];
}

/**
 * Where a COPY or ADD puts files.
 *
 * @since 0.1.0
 */
export interface PlacedDetails {
  /** From the root; with a slash at its end where it is a directory for sure. */
  readonly destination: string;
  /** The mode of all files, in octal digits; empty for that which they have. */
  readonly chmod: string;
  /** The directories that files are in are copied with them. */
  readonly parents: boolean;
  /** With `parents`, for each path that is copied, the directory below which that begins: the root, or what stands before `/./`. */
  readonly pivots: readonly string[];
  /** What is left out, relative to each directory that is copied; patterns as in `.dockerignore`. A path of a file is copied in any case. */
  readonly excludePatterns: readonly string[];
  /** The files that are written in the Dockerfile. */
  readonly inlineFiles: readonly { readonly name: string; readonly content: string }[];
}
