/**
 * The messages of `buildx.controller.v1.Controller` in the one shape that all domain code uses, whatever revision is
 * on the wire: newest field names in camel case, `ref` for the session, `processId`, 64-bit integers as `bigint`.
 * Decoded messages carry every field (proto3 defaults filled in); only sub-messages can be absent. What is empty in
 * them, lists and maps, is shared and frozen.
 */

/** What an encoder takes: any part of a message (of a union its `kind` at least); what is left out has its proto3 default. */
export type Init<T> = T extends Uint8Array | bigint | string | number | boolean
  ? T
  : T extends readonly (infer E)[]
    ? readonly Init<E>[]
    : T extends { readonly kind: infer K }
      ? { readonly kind: K } & { readonly [P in Exclude<keyof T, 'kind'>]?: Init<T[P]> | undefined }
      : T extends object
        ? { readonly [P in keyof T]?: Init<T[P]> | undefined }
        : T;

/** A proto3 `map<string, V>`. */
export type StringMap<V = string> = Readonly<Record<string, V>>;

export interface BuildRequest {
  readonly ref: string;
  readonly options?: BuildOptions;
}

/** Reply of Build; keys such as `containerimage.digest`. */
export interface BuildResponse {
  readonly exporterResponse: StringMap;
}

/** What to build; the superset of all revisions. A field that a revision lacks is not encoded there. */
export interface BuildOptions {
  readonly contextPath: string;
  readonly dockerfileName: string;
  /**
   * `PrintFunc` before 0.17. In `2023-04` it is a string on the wire: `name`, or `format=FORMAT,name`; any other
   * spelling (`name,format=FORMAT`, quotes, further keys) stays as it is in `name`, so that nothing is lost.
   */
  readonly callFunc?: CallFunc;
  readonly namedContexts: StringMap;
  readonly allow: readonly string[];
  readonly attests: readonly Attest[];
  readonly buildArgs: StringMap;
  readonly cacheFrom: readonly CacheOptionsEntry[];
  readonly cacheTo: readonly CacheOptionsEntry[];
  readonly cgroupParent: string;
  readonly exports: readonly ExportEntry[];
  readonly extraHosts: readonly string[];
  readonly labels: StringMap;
  readonly networkMode: string;
  readonly noCacheFilter: readonly string[];
  readonly platforms: readonly string[];
  readonly secrets: readonly Secret[];
  /** Bytes. */
  readonly shmSize: bigint;
  readonly ssh: readonly Ssh[];
  readonly tags: readonly string[];
  readonly target: string;
  readonly ulimits?: UlimitOpt;
  readonly builder: string;
  /** Only in `2023-04`, where the server writes it; the fake touches no disk, and notes that in its journal. */
  readonly metadataFile: string;
  readonly noCache: boolean;
  readonly pull: boolean;
  readonly exportPush: boolean;
  readonly exportLoad: boolean;
  /** From 0.11. */
  readonly sourcePolicy?: SourcePolicy;
  /** The build's own ref, not the session's; from 0.12. */
  readonly ref: string;
  /** From 0.12. */
  readonly groupRef: string;
  /** From 0.12. */
  readonly annotations: readonly string[];
}

export interface CallFunc {
  readonly name: string;
  readonly format: string;
}

export interface ExportEntry {
  readonly type: string;
  readonly attrs: StringMap;
  readonly destination: string;
}

export interface CacheOptionsEntry {
  readonly type: string;
  readonly attrs: StringMap;
}

export interface Attest {
  readonly type: string;
  readonly disabled: boolean;
  readonly attrs: string;
}

export interface Ssh {
  readonly id: string;
  readonly paths: readonly string[];
}

export interface Secret {
  readonly id: string;
  readonly filePath: string;
  readonly env: string;
}

export interface UlimitOpt {
  readonly values: StringMap<Ulimit>;
}

export interface Ulimit {
  readonly name: string;
  readonly hard: bigint;
  readonly soft: bigint;
}

/** `moby.buildkit.v1.sourcepolicy.Policy`. */
export interface SourcePolicy {
  readonly version: bigint;
  readonly rules: readonly SourcePolicyRule[];
}

export interface SourcePolicyRule {
  /** A number is a value that this package has no name for. */
  readonly action: 'ALLOW' | 'DENY' | 'CONVERT' | number;
  readonly selector?: SourcePolicySelector;
  readonly updates?: SourcePolicyUpdate;
}

export interface SourcePolicySelector {
  readonly identifier: string;
  readonly matchType: 'WILDCARD' | 'EXACT' | 'REGEX' | number;
  readonly constraints: readonly SourcePolicyConstraint[];
}

export interface SourcePolicyConstraint {
  readonly key: string;
  readonly value: string;
  readonly condition: 'EQUAL' | 'NOTEQUAL' | 'MATCHES' | number;
}

export interface SourcePolicyUpdate {
  readonly identifier: string;
  readonly attrs: StringMap;
}

export interface StatusRequest {
  readonly ref: string;
}

/** One step of a build's progress: whole vertices that changed, and what was logged. */
export interface StatusResponse {
  readonly vertices: readonly Vertex[];
  readonly statuses: readonly VertexStatus[];
  readonly logs: readonly VertexLog[];
  readonly warnings: readonly VertexWarning[];
}

/** `google.protobuf.Timestamp`. */
export interface Timestamp {
  readonly seconds: bigint;
  readonly nanos: number;
}

/** A node of the build graph, identified by `digest` only; every change re-sends the whole of it. */
export interface Vertex {
  readonly digest: string;
  readonly inputs: readonly string[];
  readonly name: string;
  readonly cached: boolean;
  readonly started?: Timestamp;
  readonly completed?: Timestamp;
  readonly error: string;
  readonly progressGroup?: ProgressGroup;
}

/** Progress of one item (a layer, a transfer) of a vertex; its `id` is the text that printers show. */
export interface VertexStatus {
  readonly id: string;
  /** Digest. */
  readonly vertex: string;
  readonly name: string;
  readonly current: bigint;
  readonly total: bigint;
  readonly timestamp?: Timestamp;
  readonly started?: Timestamp;
  readonly completed?: Timestamp;
}

export interface VertexLog {
  /** Digest. */
  readonly vertex: string;
  readonly timestamp?: Timestamp;
  /** 1 stdout, 2 stderr. */
  readonly stream: bigint;
  readonly message: Uint8Array;
}

export interface VertexWarning {
  /** Digest. */
  readonly vertex: string;
  readonly level: bigint;
  readonly short: Uint8Array;
  readonly detail: readonly Uint8Array[];
  readonly url: string;
  readonly info?: SourceInfo;
  readonly ranges: readonly Range[];
}

export interface ProgressGroup {
  readonly id: string;
  readonly name: string;
  readonly weak: boolean;
}

export interface SourceInfo {
  readonly filename: string;
  readonly data: Uint8Array;
  readonly definition?: Definition;
  /** From 0.11. */
  readonly language: string;
}

export interface Range {
  readonly start?: Position;
  readonly end?: Position;
}

/** Lines count from 1. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** LLB; each `def` is a marshalled `pb.Op`, opaque here. */
export interface Definition {
  readonly def: readonly Uint8Array[];
  readonly metadata: StringMap<OpMetadata>;
  readonly source?: Source;
}

export interface OpMetadata {
  readonly ignoreCache: boolean;
  readonly description: StringMap;
  readonly exportCache?: ExportCache;
  readonly caps: StringMap<boolean>;
  readonly progressGroup?: ProgressGroup;
}

export interface ExportCache {
  readonly value: boolean;
}

export interface Source {
  readonly locations: StringMap<Locations>;
  readonly infos: readonly SourceInfo[];
}

export interface Locations {
  readonly locations: readonly Location[];
}

export interface Location {
  readonly sourceIndex: number;
  readonly ranges: readonly Range[];
}

/** Client to server on Input. `empty` is a message whose oneof is unset. */
export type InputMessage =
  | { readonly kind: 'init'; readonly ref: string }
  | { readonly kind: 'data'; readonly eof: boolean; readonly data: Uint8Array }
  | { readonly kind: 'empty' };

export type InputResponse = Readonly<Record<never, never>>;

/** Both ways on Invoke. `empty` is a message whose oneof is unset. */
export type InvokeMessage =
  | { readonly kind: 'init'; readonly ref: string; readonly processId: string; readonly invokeConfig?: InvokeConfig }
  | { readonly kind: 'file'; readonly fd: number; readonly eof: boolean; readonly data: Uint8Array }
  | { readonly kind: 'resize'; readonly rows: number; readonly cols: number }
  | { readonly kind: 'signal'; readonly name: string }
  | { readonly kind: 'empty' };

/** How a process is started in the container of a build's result. */
export interface InvokeConfig {
  readonly entrypoint: readonly string[];
  readonly cmd: readonly string[];
  readonly env: readonly string[];
  readonly user: string;
  readonly noUser: boolean;
  readonly cwd: string;
  readonly noCwd: boolean;
  readonly tty: boolean;
  /** Kill all processes of the container and create it anew. */
  readonly rollback: boolean;
  /** Start from the state before the failed step; from 0.11. */
  readonly initial: boolean;
  /** Use the image's command; from 0.12. */
  readonly noCmd: boolean;
}

export interface ListRequest {
  readonly ref: string;
}

export interface ListResponse {
  /** Session refs, in no order. */
  readonly refs: readonly string[];
}

export interface DisconnectRequest {
  readonly ref: string;
}

export type DisconnectResponse = Readonly<Record<never, never>>;

export type InfoRequest = Readonly<Record<never, never>>;

export interface InfoResponse {
  readonly buildxVersion?: BuildxVersion;
}

export interface BuildxVersion {
  readonly package: string;
  readonly version: string;
  readonly revision: string;
}

export interface ListProcessesRequest {
  readonly ref: string;
}

export interface ListProcessesResponse {
  readonly processes: readonly ProcessInfo[];
}

export interface ProcessInfo {
  readonly processId: string;
  readonly invokeConfig?: InvokeConfig;
}

export interface DisconnectProcessRequest {
  readonly ref: string;
  readonly processId: string;
}

export type DisconnectProcessResponse = Readonly<Record<never, never>>;

/** From 0.11. */
export interface InspectRequest {
  readonly ref: string;
}

/** From 0.11. */
export interface InspectResponse {
  readonly options?: BuildOptions;
}

/** `google.rpc.Status`: what the trailer `grpc-status-details-bin` carries. */
export interface RpcStatusMessage {
  readonly code: number;
  readonly message: string;
  readonly details: readonly AnyMessage[];
}

/** `google.protobuf.Any`. */
export interface AnyMessage {
  readonly typeUrl: string;
  readonly value: Uint8Array;
}
