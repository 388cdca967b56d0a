/**
 * The typed details that the real server attaches to errors, by type URL; see `docs/real-controller.md` §3.3.
 * Their values are JSON with Go's spelling of names.
 */
export interface DetailTypes {
  'github.com/moby/buildkit/stack.Stack+json': StackDetail;
  'github.com/docker/buildx/errdefs.Build+json': BuildDetail;
  'github.com/moby/buildkit/errdefs.Solve+json': SolveDetail;
  'github.com/moby/buildkit/errdefs.Vertex+json': VertexDetail;
  'github.com/moby/buildkit/errdefs.Source+json': SourceDetail;
  'github.com/moby/buildkit/errdefs.FrontendCap+json': NameDetail;
  'github.com/moby/buildkit/errdefs.Subrequest+json': NameDetail;
  'github.com/moby/buildkit/gatewayapi.ExitMessage+json': ExitMessageDetail;
}

export type DetailType = keyof DetailTypes;

/** Where in the server's program an error was made. */
export interface StackDetail {
  readonly frames?: readonly { readonly Name?: string; readonly File?: string; readonly Line?: number }[];
  readonly cmdline?: readonly string[];
  readonly pid?: number;
  readonly version?: string;
  readonly revision?: string;
}

/** The session that can be debugged after its build failed. */
export interface BuildDetail {
  readonly Ref?: string;
  /** From 0.18. */
  readonly SessionID?: string;
}

/** A step that failed in the solver. */
export interface SolveDetail {
  readonly inputIDs?: readonly string[];
  readonly mountIDs?: readonly string[];
  readonly op?: unknown;
  readonly file?: unknown;
  readonly cache?: unknown;
  readonly description?: Readonly<Record<string, string>>;
}

/** The vertex that failed. */
export interface VertexDetail {
  readonly digest?: string;
}

/** Where in a Dockerfile the failed step stands. */
export interface SourceDetail {
  readonly info?: {
    readonly filename?: string;
    /** Base64. */
    readonly data?: string;
    readonly definition?: unknown;
    readonly language?: string;
  };
  readonly ranges?: readonly { readonly start?: PositionDetail; readonly end?: PositionDetail }[];
}

export interface PositionDetail {
  /** Counts from 1. */
  readonly line?: number;
  readonly character?: number;
}

/** A frontend capability, or a subrequest, that is not supported. */
export interface NameDetail {
  readonly name?: string;
}

/** The exit code of a process that did not end with 0. */
export interface ExitMessageDetail {
  readonly Code?: number;
}
