/** The messages that the examples read and write, as proto-loader gives them: what was not sent is null, or empty. */

/** What has changed in a build since the message before. */
export interface StatusResponse {
  readonly vertexes: readonly Vertex[];
  readonly logs: readonly VertexLog[];
  readonly warnings: readonly VertexWarning[];
}

export interface Vertex {
  readonly digest: string;
  readonly name: string;
  readonly inputs: readonly string[];
  readonly cached: boolean;
  readonly started: Timestamp | null;
  readonly completed: Timestamp | null;
  readonly error: string;
  readonly progressGroup: { readonly id: string; readonly name: string } | null;
}

/** A piece of what a vertex has written, cut wherever the server's buffer was full. */
export interface VertexLog {
  readonly vertex: string;
  readonly stream: number;
  readonly msg: Uint8Array;
}

export interface VertexWarning {
  readonly vertex: string;
  readonly level: number;
  readonly short: Uint8Array;
  readonly detail: readonly Uint8Array[];
  readonly url: string;
  readonly info: { readonly filename: string } | null;
  readonly ranges: readonly { readonly start: Position; readonly end: Position }[];
}

/** Lines are counted from 1, characters from 0. */
interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Timestamp {
  readonly seconds: number;
  readonly nanos: number;
}

/** What goes both ways between a terminal and a process: one of these. */
export interface InvokeMessage {
  readonly Init?: InvokeInit | null;
  readonly File?: { readonly Fd: number; readonly EOF?: boolean; readonly Data?: Uint8Array } | null;
  readonly Resize?: { readonly Rows: number; readonly Cols: number } | null;
}

/** Which process is meant: one that runs already, or without one, a new process of this configuration. */
export interface InvokeInit {
  readonly Ref: string;
  readonly ProcessID: string;
  readonly InvokeConfig?: InvokeConfig;
}

export interface InvokeConfig {
  readonly Entrypoint: readonly string[];
  readonly Cmd: readonly string[];
  readonly Tty: boolean;
  /** The user and the directory of the step. */
  readonly NoUser: boolean;
  readonly NoCwd: boolean;
  /** Begins with a new container, and ends what runs in the old one. */
  readonly Rollback: boolean;
  /** That container is as before the failed step, and not as the step left it. */
  readonly Initial: boolean;
}
