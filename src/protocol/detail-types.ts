/**
 * The typed details that the real server attaches to errors, by type URL; see `docs/real-controller.md` §3.3.
 * Their values are JSON with Go's spelling of names.
 *
 * @since 0.1.0
 */
export interface DetailTypes {
  /** On almost every error of a handler, from 0.11. */
  'github.com/moby/buildkit/stack.Stack+json': StackDetail;
  /** When Build failed and its session can be debugged. */
  'github.com/docker/buildx/errdefs.Build+json': BuildDetail;
  /** When a step failed in the solver. */
  'github.com/moby/buildkit/errdefs.Solve+json': SolveDetail;
  /** When a vertex failed. */
  'github.com/moby/buildkit/errdefs.Vertex+json': VertexDetail;
  /** When the place in a source file is known; there may be several. */
  'github.com/moby/buildkit/errdefs.Source+json': SourceDetail;
  /** When a frontend lacks a capability. */
  'github.com/moby/buildkit/errdefs.FrontendCap+json': NameDetail;
  /** When a frontend lacks the function that was called. */
  'github.com/moby/buildkit/errdefs.Subrequest+json': NameDetail;
  /** When Invoke's process ended with another code than 0; there may be several. */
  'github.com/moby/buildkit/gatewayapi.ExitMessage+json': ExitMessageDetail;
}

/**
 * A type URL of {@link DetailTypes}.
 *
 * @since 0.1.0
 */
export type DetailType = keyof DetailTypes;

/**
 * Where in the server's program an error was made.
 *
 * @since 0.1.0
 */
export interface StackDetail {
  /** The calls that led there, the innermost first, with line numbers from 1. */
  readonly frames?: readonly { readonly Name?: string; readonly File?: string; readonly Line?: number }[];
  /** The program and its arguments. */
  readonly cmdline?: readonly string[];
  /** The program's process ID. */
  readonly pid?: number;
  /** The program's version, such as `v0.13.1`. */
  readonly version?: string;
  /** The program's commit. */
  readonly revision?: string;
}

/**
 * The session that can be debugged after its build failed.
 *
 * @since 0.1.0
 */
export interface BuildDetail {
  /** The session; from 0.18 the build's own ref, as `BUILDER/NODE/REF`, which servers tell only beside Docker Desktop. */
  readonly Ref?: string;
  /** The session; from 0.18. */
  readonly SessionID?: string;
}

/**
 * A step that failed in the solver.
 *
 * @since 0.1.0
 */
export interface SolveDetail {
  /** The solver's IDs of the step's inputs. */
  readonly inputIDs?: readonly string[];
  /** The solver's IDs of the step's mounts. */
  readonly mountIDs?: readonly string[];
  /** The step's operation, a `pb.Op` as JSON. */
  readonly op?: unknown;
  /** Set when an action of a file operation failed: holds the `index` of the action. */
  readonly file?: unknown;
  /** Set when the content of an input could not be hashed for the cache: holds the `index` of the input. */
  readonly cache?: unknown;
  /** Free text by key. */
  readonly description?: Readonly<Record<string, string>>;
}

/**
 * The vertex that failed.
 *
 * @since 0.1.0
 */
export interface VertexDetail {
  /** `sha256:…`, as in {@link Vertex.digest}. */
  readonly digest?: string;
}

/**
 * Where in a Dockerfile the failed step stands.
 *
 * @since 0.1.0
 */
export interface SourceDetail {
  /** The file; its `data` is in base64. */
  readonly info?: {
    readonly filename?: string;
    /** Base64. */
    readonly data?: string;
    readonly definition?: unknown;
    readonly language?: string;
  };
  /** The places in that file. */
  readonly ranges?: readonly { readonly start?: PositionDetail; readonly end?: PositionDetail }[];
}

/**
 * A place in a source file; what is 0 may be left out.
 *
 * @since 0.1.0
 */
export interface PositionDetail {
  /** Counts from 1. */
  readonly line?: number;
  /** Column in that line. */
  readonly character?: number;
}

/**
 * A frontend capability, or a subrequest, that is not supported.
 *
 * @since 0.1.0
 */
export interface NameDetail {
  /** The capability or function. */
  readonly name?: string;
}

/**
 * The exit code of a process that did not end with 0.
 *
 * @since 0.1.0
 */
export interface ExitMessageDetail {
  /** 1 to 255. */
  readonly Code?: number;
}
