/**
 * The messages of `buildx.controller.v1.Controller` in the one shape that all domain code uses, whatever revision is
 * on the wire: newest field names in camel case, `ref` for the session, `processId`, 64-bit integers as `bigint`.
 * Decoded messages carry every field (proto3 defaults filled in); only sub-messages can be absent. What is empty in
 * them, lists and maps, is shared and frozen.
 */

/**
 * A message as an encoder takes it: any part of it (of a union at least its `kind`). What is left out has its proto3
 * default.
 *
 * @since 0.1.0
 */
export type Init<T> = T extends Uint8Array | bigint | string | number | boolean
  ? T
  : T extends readonly (infer E)[]
    ? readonly Init<E>[]
    : T extends { readonly kind: infer K }
      ? { readonly kind: K } & { readonly [P in Exclude<keyof T, 'kind'>]?: Init<T[P]> | undefined }
      : T extends object
        ? { readonly [P in keyof T]?: Init<T[P]> | undefined }
        : T;

/**
 * A proto3 `map<string, V>`.
 *
 * @since 0.1.0
 */
export type StringMap<V = string> = Readonly<Record<string, V>>;

/**
 * Request of Build.
 *
 * @since 0.1.0
 */
export interface BuildRequest {
  /** The session that the build makes or builds again; an empty one is refused with UNKNOWN. */
  readonly ref: string;
  /** What to build. A real server dies when it is absent. */
  readonly options?: BuildOptions;
}

/**
 * Reply of Build; keys such as `containerimage.digest`.
 *
 * @since 0.1.0
 */
export interface BuildResponse {
  /**
   * What the exporters answer, such as `containerimage.digest` or `image.name`; empty for a build that exports nothing.
   */
  readonly exporterResponse: StringMap;
}

/**
 * What to build; the superset of all revisions. A field that a revision lacks is not encoded there.
 *
 * @since 0.1.0
 */
export interface BuildOptions {
  /** Path or URL of the build context, or `-` for stdin; an empty one is refused. */
  readonly contextPath: string;
  /** Path of the Dockerfile as the server sees it, or `-` for stdin; empty means `Dockerfile` in the context. */
  readonly dockerfileName: string;
  /**
   * `PrintFunc` before 0.17. In `2023-04` it is a string on the wire: `name`, or `format=FORMAT,name`; any other
   * spelling (`name,format=FORMAT`, quotes, further keys) stays as it is in `name`, so that nothing is lost.
   */
  readonly callFunc?: CallFunc;
  /** Further contexts by name: paths, URLs, `docker-image://REF`, `oci-layout://PATH@DIGEST`. */
  readonly namedContexts: StringMap;
  /** Entitlements that the build may use: `network.host`, `security.insecure`. */
  readonly allow: readonly string[];
  /** Attestations to attach to the result, such as provenance or an SBOM. */
  readonly attests: readonly Attest[];
  /** Values of the Dockerfile's `ARG`s, by name. */
  readonly buildArgs: StringMap;
  /** Caches to import. */
  readonly cacheFrom: readonly CacheOptionsEntry[];
  /** Caches to export. */
  readonly cacheTo: readonly CacheOptionsEntry[];
  /** Parent cgroup of the steps' processes; servers before 0.12 ignore it. */
  readonly cgroupParent: string;
  /** Where the result goes; empty leaves that to the builder's driver. */
  readonly exports: readonly ExportEntry[];
  /** Lines for the steps' `/etc/hosts`, as `HOST:IP`. */
  readonly extraHosts: readonly string[];
  /** Labels of the image, by name. */
  readonly labels: StringMap;
  /** Network of the steps: `default`, `host` or `none`; empty means `default`. */
  readonly networkMode: string;
  /** Names of the stages that are built without cache; refused together with {@link noCache}. */
  readonly noCacheFilter: readonly string[];
  /** Platforms to build for, such as `linux/arm64`; empty means the builder's own. */
  readonly platforms: readonly string[];
  /** Secrets that steps can mount. */
  readonly secrets: readonly Secret[];
  /** Size of the steps' `/dev/shm` in bytes; 0 leaves the builder's default. */
  readonly shmSize: bigint;
  /** SSH agents and keys that steps can mount. */
  readonly ssh: readonly Ssh[];
  /** Names of the image, as `NAME[:TAG]`. */
  readonly tags: readonly string[];
  /** The stage to build; empty means the last one. */
  readonly target: string;
  /** Limits of the steps' processes. */
  readonly ulimits?: UlimitOpt;
  /** Name of the builder instance; empty means the current one. */
  readonly builder: string;
  /** Only in `2023-04`, where the server writes it; the fake touches no disk, and notes that in its journal. */
  readonly metadataFile: string;
  /** Runs every step again instead of taking it from the cache. */
  readonly noCache: boolean;
  /** Asks registries for newer versions of the base images, even where they are there. */
  readonly pull: boolean;
  /** Pushes the image to its registry: short for `push=true` on an image export. */
  readonly exportPush: boolean;
  /** Loads the image into Docker: short for an export of type `docker`. */
  readonly exportLoad: boolean;
  /** Rules about which sources the build may use, and by what they are replaced; from 0.11. */
  readonly sourcePolicy?: SourcePolicy;
  /** The build's own ref, by which its history is kept; not the session's. From 0.12. */
  readonly ref: string;
  /** The ref that the builds of one bake have in common; from 0.12. */
  readonly groupRef: string;
  /** Annotations of the image, as `[TYPE:]KEY=VALUE`; from 0.12. */
  readonly annotations: readonly string[];
  /** Asks for the provenance in the reply; only in 0.14, and {@link provenanceResponseMode} since. */
  readonly withProvenanceResponse: boolean;
  /**
   * How much of the provenance the reply tells: `max`, `min`, or nothing where it is `disabled` or false. Whatever else it
   * is, also empty, means `min`. From 0.16.
   */
  readonly provenanceResponseMode: string;
}

/**
 * A function of the frontend that is called instead of building (`--print`, later `--call`).
 *
 * @since 0.1.0
 */
export interface CallFunc {
  /** The function: `outline`, `targets`, `subrequests.describe`. */
  readonly name: string;
  /** How the client prints the result, such as `json`; servers do not look at it. */
  readonly format: string;
  /** Whether the client ends well though the function says that it failed; servers do not look at it. From 0.14. */
  readonly ignoreStatus: boolean;
}

/**
 * One `--output` of a build.
 *
 * @since 0.1.0
 */
export interface ExportEntry {
  /** The exporter: `image`, `docker`, `oci`, `local`, `tar`, `registry`. */
  readonly type: string;
  /** The exporter's options, such as `name` and `push`. */
  readonly attrs: StringMap;
  /** A file or directory that the server writes; empty for exporters that need none. */
  readonly destination: string;
}

/**
 * One `--cache-from` or `--cache-to` of a build.
 *
 * @since 0.1.0
 */
export interface CacheOptionsEntry {
  /** The kind of cache: `registry`, `local`, `inline`, `gha`, `s3`, `azblob`. */
  readonly type: string;
  /** Its options, such as `ref`, `src`, `dest` and `mode`. */
  readonly attrs: StringMap;
}

/**
 * One `--attest` of a build.
 *
 * @since 0.1.0
 */
export interface Attest {
  /** `provenance` or `sbom`. */
  readonly type: string;
  /** The attestation is not made; servers pass it over. */
  readonly disabled: boolean;
  /** All of what was given, as a line of CSV: `type=provenance,mode=max`. */
  readonly attrs: string;
}

/**
 * One `--ssh` of a build.
 *
 * @since 0.1.0
 */
export interface Ssh {
  /** The name by which a step mounts it; `default` is the usual one. */
  readonly id: string;
  /** One socket of an agent, or files of keys; empty means the agent of the server's environment. */
  readonly paths: readonly string[];
}

/**
 * One `--secret` of a build. With neither file nor variable, the server looks for a file of the name of its ID.
 *
 * @since 0.1.0
 */
export interface Secret {
  /** The name by which a step mounts it. */
  readonly id: string;
  /** File with the secret, which the server reads; empty when there is none. */
  readonly filePath: string;
  /** Variable with the secret, of the server's environment; empty when there is none. */
  readonly env: string;
}

/**
 * The `--ulimit`s of a build.
 *
 * @since 0.1.0
 */
export interface UlimitOpt {
  /** Limits; servers go by {@link Ulimit.name}, and take no notice of the keys. */
  readonly values: StringMap<Ulimit>;
}

/**
 * One limit, with the kernel's units (a count for `nofile`, bytes for `memlock`).
 *
 * @since 0.1.0
 */
export interface Ulimit {
  /** Name of the limit, such as `nofile` or `nproc`. */
  readonly name: string;
  /** The most to which a process can raise its limit. */
  readonly hard: bigint;
  /** The limit in force; more than `hard` fails the build. */
  readonly soft: bigint;
}

/**
 * Which sources a build may use: `moby.buildkit.v1.sourcepolicy.Policy`.
 *
 * @since 0.1.0
 */
export interface SourcePolicy {
  /** Version of the policy's format; 1 is the only one. */
  readonly version: bigint;
  /** Rules, applied in their order. */
  readonly rules: readonly SourcePolicyRule[];
}

/**
 * What is done with the sources that a selector selects.
 *
 * @since 0.1.0
 */
export interface SourcePolicyRule {
  /**
   * Let them be used, fail the build, or use others in their place. A number is a value that this package has no name
   * for.
   */
  readonly action: 'ALLOW' | 'DENY' | 'CONVERT' | number;
  /** The sources that the rule is about. */
  readonly selector?: SourcePolicySelector;
  /** What takes their place when the action is `CONVERT`. */
  readonly updates?: SourcePolicyUpdate;
}

/**
 * Selects sources by identifier and attributes.
 *
 * @since 0.1.0
 */
export interface SourcePolicySelector {
  /** The sources' identifier, such as `docker-image://docker.io/library/alpine:*`. */
  readonly identifier: string;
  /** How `identifier` is compared. A number is a value that this package has no name for. */
  readonly matchType: 'WILDCARD' | 'EXACT' | 'REGEX' | number;
  /** What the source's attributes must be as well; all of them hold. */
  readonly constraints: readonly SourcePolicyConstraint[];
}

/**
 * A condition on one attribute of a source.
 *
 * @since 0.1.0
 */
export interface SourcePolicyConstraint {
  /** The attribute. */
  readonly key: string;
  /** What it is compared with; a regular expression for `MATCHES`. */
  readonly value: string;
  /** How it is compared. A number is a value that this package has no name for. */
  readonly condition: 'EQUAL' | 'NOTEQUAL' | 'MATCHES' | number;
}

/**
 * What takes the place of a source.
 *
 * @since 0.1.0
 */
export interface SourcePolicyUpdate {
  /** The new identifier; empty means that of the selector. */
  readonly identifier: string;
  /** Attributes that are set or replaced. */
  readonly attrs: StringMap;
}

/**
 * Request of Status.
 *
 * @since 0.1.0
 */
export interface StatusRequest {
  /** The session whose build is followed; Status waits for that build to begin. */
  readonly ref: string;
}

/**
 * One step of a build's progress: vertices that changed, each as a whole, and what was logged.
 *
 * @since 0.1.0
 */
export interface StatusResponse {
  /** Vertices that are new or have changed, each as a whole. */
  readonly vertices: readonly Vertex[];
  /** Progress of items within vertices. */
  readonly statuses: readonly VertexStatus[];
  /** Output of steps, ordered by timestamp within this message. */
  readonly logs: readonly VertexLog[];
  /** What the frontend warns of. */
  readonly warnings: readonly VertexWarning[];
}

/**
 * A moment: `google.protobuf.Timestamp`.
 *
 * @since 0.1.0
 */
export interface Timestamp {
  /** Since the Unix epoch; Go's zero time is -62135596800. */
  readonly seconds: bigint;
  /** Nanoseconds on top of that, 0 to 999,999,999. */
  readonly nanos: number;
}

/**
 * A node of the build graph, identified by `digest` only; every change re-sends the whole of it.
 *
 * @since 0.1.0
 */
export interface Vertex {
  /** `sha256:…`, the vertex's identity within the build. */
  readonly digest: string;
  /** Digests of the vertices that it depends on. Announcements of one that is known may leave them out. */
  readonly inputs: readonly string[];
  /** The text that printers show, such as `[2/3] RUN make`. */
  readonly name: string;
  /** Its result came from the cache. */
  readonly cached: boolean;
  /** When it began to run; absent until then. A vertex may run more than once. */
  readonly started?: Timestamp;
  /** When it ended, well or not; absent until then. */
  readonly completed?: Timestamp;
  /** Why it failed; empty unless it did. */
  readonly error: string;
  /** The vertices with which printers show it as one line. */
  readonly progressGroup?: ProgressGroup;
}

/**
 * Progress of one item (a layer, a transfer) of a vertex; its `id` is the text that printers show.
 *
 * @since 0.1.0
 */
export interface VertexStatus {
  /** The text that printers show, such as `sha256:…` or `exporting layers`. */
  readonly id: string;
  /** Digest of the vertex that it belongs to. */
  readonly vertex: string;
  /** The kind of work, such as `extracting`; printers do not show it. */
  readonly name: string;
  /** How much is done, in bytes; 0 for what has no size. */
  readonly current: bigint;
  /** How much there is to do, in bytes; 0 where that is unknown. */
  readonly total: bigint;
  /** When this was told. */
  readonly timestamp?: Timestamp;
  /** When the item began. */
  readonly started?: Timestamp;
  /** When it was done; absent until then. */
  readonly completed?: Timestamp;
}

/**
 * A piece of a vertex's output. It need not end with a line, nor be UTF-8.
 *
 * @since 0.1.0
 */
export interface VertexLog {
  /** Digest of the vertex that wrote it. */
  readonly vertex: string;
  /** When it was written. */
  readonly timestamp?: Timestamp;
  /** 1 for stdout, 2 for stderr. */
  readonly stream: bigint;
  /** The bytes that were written. */
  readonly message: Uint8Array;
}

/**
 * A warning of the frontend about the Dockerfile. The same one may come more than once.
 *
 * @since 0.1.0
 */
export interface VertexWarning {
  /** Digest of the vertex that it is about. */
  readonly vertex: string;
  /** How serious it is, as the frontend says. */
  readonly level: bigint;
  /** One line of text. */
  readonly short: Uint8Array;
  /** Further lines of text. */
  readonly detail: readonly Uint8Array[];
  /** Where to read about it; empty when there is nowhere. */
  readonly url: string;
  /** The file that it is about. */
  readonly info?: SourceInfo;
  /** The places in that file. */
  readonly ranges: readonly Range[];
}

/**
 * Vertices that printers show as one line.
 *
 * @since 0.1.0
 */
export interface ProgressGroup {
  /** What the members have in common. */
  readonly id: string;
  /** The text of their line. */
  readonly name: string;
  /** A member that does not make the line appear by starting. */
  readonly weak: boolean;
}

/**
 * A source file that vertices, warnings and errors refer to.
 *
 * @since 0.1.0
 */
export interface SourceInfo {
  /** Its name, such as `Dockerfile`. */
  readonly filename: string;
  /** The whole file. */
  readonly data: Uint8Array;
  /** The LLB from which the file was loaded. */
  readonly definition?: Definition;
  /** Its language, such as `Dockerfile`; from 0.11. */
  readonly language: string;
}

/**
 * A part of a source file, from one place to another.
 *
 * @since 0.1.0
 */
export interface Range {
  /** Where it begins. */
  readonly start?: Position;
  /** Where it ends; this line is still part of it. */
  readonly end?: Position;
}

/**
 * A place in a source file.
 *
 * @since 0.1.0
 */
export interface Position {
  /** Counts from 1. */
  readonly line: number;
  /** Column in that line; 0 where only the line is known. */
  readonly character: number;
}

/**
 * LLB; each `def` is a marshalled `pb.Op`, opaque here.
 *
 * @since 0.1.0
 */
export interface Definition {
  /** The operations, each a marshalled `pb.Op`. */
  readonly def: readonly Uint8Array[];
  /** What is known of each operation, by its digest. */
  readonly metadata: StringMap<OpMetadata>;
  /** Where in source files the operations come from. */
  readonly source?: Source;
}

/**
 * What the solver is told of one operation.
 *
 * @since 0.1.0
 */
export interface OpMetadata {
  /** Runs it even when its result is in the cache. */
  readonly ignoreCache: boolean;
  /** Free text by key, such as `llb.customname`. */
  readonly description: StringMap;
  /** Whether its result goes into exported caches; the solver decides when absent. */
  readonly exportCache?: ExportCache;
  /** Capabilities that it needs, by name. */
  readonly caps: StringMap<boolean>;
  /** The vertices with which printers show it as one line. */
  readonly progressGroup?: ProgressGroup;
  /** Limits of its process; the controller's protocol does not carry them. */
  readonly linuxResources?: LinuxResources;
}

/**
 * What a step's process may use of the machine; 0 and empty are no limit.
 *
 * @since 0.1.0
 */
export interface LinuxResources {
  /** Bytes of memory. */
  readonly memory: bigint;
  /** Bytes of memory and swap together. */
  readonly memorySwap: bigint;
  /** Share of the processors, relative to that of others. */
  readonly cpuShares: bigint;
  /** Length of the scheduler's period in microseconds. */
  readonly cpuPeriod: bigint;
  /** Microseconds of processor time in each period. */
  readonly cpuQuota: bigint;
  /** The processors, such as `0-3`. */
  readonly cpusetCpus: string;
  /** The memory nodes, such as `0,1`. */
  readonly cpusetMems: string;
}

/**
 * Whether the result of an operation goes into exported caches.
 *
 * @since 0.1.0
 */
export interface ExportCache {
  /** True when it does. */
  readonly value: boolean;
}

/**
 * The source files of a definition, and where its operations come from.
 *
 * @since 0.1.0
 */
export interface Source {
  /** The places that an operation comes from, by its digest. */
  readonly locations: StringMap<Locations>;
  /** The files that the places are in. */
  readonly infos: readonly SourceInfo[];
}

/**
 * All places that one operation comes from.
 *
 * @since 0.1.0
 */
export interface Locations {
  /** One or more places. */
  readonly locations: readonly Location[];
}

/**
 * A place in one of the files of a {@link Source}.
 *
 * @since 0.1.0
 */
export interface Location {
  /** Index into {@link Source.infos}. */
  readonly sourceIndex: number;
  /** The parts of that file. */
  readonly ranges: readonly Range[];
}

/**
 * A message of the client on Input. `empty` is a message whose oneof is unset.
 *
 * @since 0.1.0
 */
export type InputMessage =
  | { readonly kind: 'init'; readonly ref: string }
  | { readonly kind: 'data'; readonly eof: boolean; readonly data: Uint8Array }
  | { readonly kind: 'empty' };

/**
 * Response of Input; servers never send one.
 *
 * @since 0.1.0
 */
export type InputResponse = Readonly<Record<never, never>>;

/**
 * A message of Invoke, in either direction. `empty` is a message whose oneof is unset.
 *
 * @since 0.1.0
 */
export type InvokeMessage =
  | { readonly kind: 'init'; readonly ref: string; readonly processId: string; readonly invokeConfig?: InvokeConfig }
  | { readonly kind: 'file'; readonly fd: number; readonly eof: boolean; readonly data: Uint8Array }
  | { readonly kind: 'resize'; readonly rows: number; readonly cols: number }
  | { readonly kind: 'signal'; readonly name: string }
  | { readonly kind: 'empty' };

/**
 * How a process is started in the container of a build's result.
 *
 * @since 0.1.0
 */
export interface InvokeConfig {
  /** The program and its first arguments. See `docs/real-controller.md` §6 for what an empty one means where. */
  readonly entrypoint: readonly string[];
  /** The arguments after those of `entrypoint`. */
  readonly cmd: readonly string[];
  /** Variables as `NAME=VALUE`, on top of the image's; of two values the last one counts. */
  readonly env: readonly string[];
  /** `USER` or `UID:GID`; empty means root, unless {@link noUser}. */
  readonly user: string;
  /** Takes the image's user, whatever `user` says. */
  readonly noUser: boolean;
  /** Absolute path of the working directory; empty means `/`, unless {@link noCwd}. */
  readonly cwd: string;
  /** Takes the image's working directory, whatever `cwd` says. */
  readonly noCwd: boolean;
  /** Gives the process a terminal: stderr comes on fd 1, too, and a line feed as CR LF. */
  readonly tty: boolean;
  /** Kills all processes of the container and creates it anew. */
  readonly rollback: boolean;
  /** Starts from the state before the failed step; from 0.11. */
  readonly initial: boolean;
  /** Takes the image's command, whatever `cmd` says; from 0.12. */
  readonly noCmd: boolean;
}

/**
 * Request of List.
 *
 * @since 0.1.0
 */
export interface ListRequest {
  /** Servers do not look at it. */
  readonly ref: string;
}

/**
 * Response of List.
 *
 * @since 0.1.0
 */
export interface ListResponse {
  /** The sessions that there are, in no order: from when their Build was taken until Disconnect. */
  readonly refs: readonly string[];
}

/**
 * Request of Disconnect.
 *
 * @since 0.1.0
 */
export interface DisconnectRequest {
  /** The session to forget. An unknown one is answered OK, an empty one refused with UNKNOWN. */
  readonly ref: string;
}

/**
 * Response of Disconnect; it has no fields.
 *
 * @since 0.1.0
 */
export type DisconnectResponse = Readonly<Record<never, never>>;

/**
 * Request of Info; it has no fields.
 *
 * @since 0.1.0
 */
export type InfoRequest = Readonly<Record<never, never>>;

/**
 * Response of Info.
 *
 * @since 0.1.0
 */
export interface InfoResponse {
  /** The server's version, by which clients refuse a server that is not their own. */
  readonly buildxVersion?: BuildxVersion;
}

/**
 * The version of a buildx.
 *
 * @since 0.1.0
 */
export interface BuildxVersion {
  /** The Go package: `github.com/docker/buildx`. */
  readonly package: string;
  /** The release, such as `v0.13.1`, or what a distribution makes of it. */
  readonly version: string;
  /** The commit, in hexadecimal digits. */
  readonly revision: string;
}

/**
 * Request of ListProcesses.
 *
 * @since 0.1.0
 */
export interface ListProcessesRequest {
  /** The session; an unknown one is refused with UNKNOWN. */
  readonly ref: string;
}

/**
 * Response of ListProcesses.
 *
 * @since 0.1.0
 */
export interface ListProcessesResponse {
  /** The processes that run, in no order. */
  readonly processes: readonly ProcessInfo[];
}

/**
 * A process that runs in a session's container.
 *
 * @since 0.1.0
 */
export interface ProcessInfo {
  /** The ID under which it was started. */
  readonly processId: string;
  /** How it was started. */
  readonly invokeConfig?: InvokeConfig;
}

/**
 * Request of DisconnectProcess, which kills a process.
 *
 * @since 0.1.0
 */
export interface DisconnectProcessRequest {
  /** The process's session; an unknown one is refused with UNKNOWN. */
  readonly ref: string;
  /** The process; an unknown one is refused with UNKNOWN. */
  readonly processId: string;
}

/**
 * Response of DisconnectProcess; it has no fields.
 *
 * @since 0.1.0
 */
export type DisconnectProcessResponse = Readonly<Record<never, never>>;

/**
 * Request of Inspect; from 0.11.
 *
 * @since 0.1.0
 */
export interface InspectRequest {
  /** The session; an empty or unknown one is refused with UNKNOWN. */
  readonly ref: string;
}

/**
 * Response of Inspect; from 0.11.
 *
 * @since 0.1.0
 */
export interface InspectResponse {
  /** Options of the session's last build that left a result; absent until there is one. */
  readonly options?: BuildOptions;
}

/**
 * An error with its details: `google.rpc.Status`, as the trailer `grpc-status-details-bin` carries it.
 *
 * @since 0.1.0
 */
export interface RpcStatusMessage {
  /** The gRPC status code. */
  readonly code: number;
  /** The error's text. */
  readonly message: string;
  /** Typed details, in the server's order. */
  readonly details: readonly AnyMessage[];
}

/**
 * A message and its type: `google.protobuf.Any`.
 *
 * @since 0.1.0
 */
export interface AnyMessage {
  /** The type, such as `github.com/moby/buildkit/errdefs.Vertex+json`. */
  readonly typeUrl: string;
  /** The message; JSON where the type ends in `+json`. */
  readonly value: Uint8Array;
}
