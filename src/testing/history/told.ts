/**
 * A message of progress in any of the shapes that clients see: the controller's and BuildKit's as this package decodes
 * them, those of clients generated from the protocol, and lines of `--progress rawjson`.
 *
 * @since 0.1.0
 */
export interface ToldStatus {
  /** Vertices that are new or have changed. */
  readonly vertices?: readonly ToldVertex[] | null | undefined;
  /** The same by its name on the wire. */
  readonly vertexes?: readonly ToldVertex[] | null | undefined;
  /** Progress of items within vertices. */
  readonly statuses?: readonly ToldItem[] | null | undefined;
  /** Output of vertices. */
  readonly logs?: readonly ToldLog[] | null | undefined;
  /** What the frontend warns of. */
  readonly warnings?: readonly ToldWarning[] | null | undefined;
}

/**
 * A vertex of a {@link ToldStatus}. Times are timestamps of protobuf, dates, or texts in RFC 3339.
 *
 * @since 0.1.0
 */
export interface ToldVertex {
  /** What tells it from others. */
  readonly digest?: string | null | undefined;
  /** What printers show. */
  readonly name?: string | null | undefined;
  /** Digests of what it depends on. */
  readonly inputs?: readonly string[] | null | undefined;
  /** When it began; absent until then. */
  readonly started?: unknown;
  /** When it ended; absent until then. */
  readonly completed?: unknown;
  /** Whether its result came from the cache. */
  readonly cached?: boolean | null | undefined;
  /** Why it failed. */
  readonly error?: string | null | undefined;
}

/**
 * Progress of one item of a vertex, in a {@link ToldStatus}. Numbers may be of any kind that holds 64 bits.
 *
 * @since 0.1.0
 */
export interface ToldItem {
  /** What printers show. */
  readonly id?: string | null | undefined;
  /** Digest of its vertex. */
  readonly vertex?: string | null | undefined;
  /** How much is done. */
  readonly current?: unknown;
  /** How much there is to do. */
  readonly total?: unknown;
  /** When it ended; absent until then. */
  readonly completed?: unknown;
}

/**
 * A piece of a vertex's output, in a {@link ToldStatus}. It is in one of `message`, `msg` and `data`: bytes, or a text
 * in base64.
 *
 * @since 0.1.0
 */
export interface ToldLog {
  /** Digest of its vertex. */
  readonly vertex?: string | null | undefined;
  /** 1 for stdout, 2 for stderr. */
  readonly stream?: unknown;
  /** When it was written. */
  readonly timestamp?: unknown;
  /** The bytes, by the controller's name. */
  readonly message?: Uint8Array | string | null | undefined;
  /** The bytes, by BuildKit's name. */
  readonly msg?: Uint8Array | string | null | undefined;
  /** The bytes, by the name that `--progress rawjson` has. */
  readonly data?: Uint8Array | string | null | undefined;
}

/**
 * A warning of a {@link ToldStatus}. Texts are bytes, or texts in base64.
 *
 * @since 0.1.0
 */
export interface ToldWarning {
  /** Digest of its vertex. */
  readonly vertex?: string | null | undefined;
  /** How serious it is. */
  readonly level?: unknown;
  /** One line of text. */
  readonly short?: Uint8Array | string | null | undefined;
  /** Further lines. */
  readonly detail?: readonly (Uint8Array | string)[] | null | undefined;
  /** Where to read about it. */
  readonly url?: string | null | undefined;
}

/**
 * Where progress is: messages of it, or what holds them, as `client.build()`, its `BuildFailedError` and an open call of
 * Status do.
 *
 * @since 0.1.0
 */
export type Told =
  | readonly ToldStatus[]
  | { readonly statuses: readonly ToldStatus[] }
  | { readonly messages: readonly ToldStatus[] };

/** The messages, as many as there are by now. @throws TypeError when there are none to be had from this */
export function statusesIn(told: unknown): readonly ToldStatus[] {
  if (Array.isArray(told)) return told as readonly ToldStatus[];
  if (typeof told === 'object' && told !== null) {
    if ('statuses' in told && Array.isArray(told.statuses)) return told.statuses as readonly ToldStatus[];
    if ('messages' in told && Array.isArray(told.messages)) return told.messages as readonly ToldStatus[];
  }
  throw new TypeError(
    'this tells no progress: give messages of Status, what client.build() gives or throws, or an open call of Status',
  );
}

/** All bytes of a log or a warning's line. */
export function bytesOf(told: Uint8Array | string | null | undefined): Uint8Array {
  return typeof told === 'string' ? Buffer.from(told, 'base64') : (told ?? new Uint8Array());
}
