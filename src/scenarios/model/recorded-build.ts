import type { StringMap } from '../../protocol/messages.js';
import type { StatusCodeName } from '../../protocol/status-code.js';
import type { Duration } from '../../time/duration.js';

/**
 * A build as it was seen: its messages are sent again exactly, with their times moved to the new build's start.
 *
 * @since 0.1.0
 */
export interface RecordedBuild {
  /** What Status said, in order. */
  readonly messages: readonly RecordedMessage[];
  /**
   * How long it took from its start to its answer. Default: it never answers by itself, because its client cancelled
   * it.
   */
  readonly takes?: Duration;
  /** How long Status goes on after the answer. Default: Status ends just before. */
  readonly lingers?: Duration;
  /** The whole of `ExporterResponse`; a text that is `$ref` becomes the session's ref. */
  readonly reply?: StringMap;
  /** How the build failed; absent when it succeeded. */
  readonly error?: RecordedError;
}

/**
 * An error as it was seen.
 *
 * @since 0.1.0
 */
export interface RecordedError {
  /** The error's text, as it was seen. */
  readonly message: string;
  /** The gRPC status. */
  readonly code: Exclude<StatusCodeName, 'OK'>;
  /** All details; a text that is `$ref` becomes the session's ref. Default, when none were seen: the fake's own. */
  readonly details?: readonly RecordedDetail[];
}

/**
 * A typed detail: its JSON, or its bytes where they are no JSON.
 *
 * @since 0.1.0
 */
export type RecordedDetail =
  | { readonly typeUrl: string; readonly json: unknown }
  | { readonly typeUrl: string; readonly base64: string };

/**
 * Text, or bytes in base64.
 *
 * @since 0.1.0
 */
export type RecordedBytes = string | { readonly base64: string };

/**
 * Milliseconds after the build began, or before it; `zero` is what Go says of a time that was never set.
 *
 * @since 0.1.0
 */
export type RecordedTime = number | 'zero';

/**
 * One message of Status. What is left out has its proto3 default.
 *
 * @since 0.1.0
 */
export interface RecordedMessage {
  /** When the message came, counted from the start of the build. */
  readonly at: Duration;
  /** Vertices that are new or have changed. */
  readonly vertices?: readonly RecordedVertex[];
  /** Progress of items within vertices. */
  readonly statuses?: readonly RecordedStatus[];
  /** Output of steps. */
  readonly logs?: readonly RecordedLog[];
  /** What the frontend warned of. */
  readonly warnings?: readonly RecordedWarning[];
}

/**
 * A vertex in a message of Status.
 *
 * @since 0.1.0
 */
export interface RecordedVertex {
  /** `sha256:…`, its identity within the build. */
  readonly digest: string;
  /** The text that printers show. */
  readonly name?: string;
  /** Digests of the vertices that it depends on. */
  readonly inputs?: readonly string[];
  /** Its result came from the cache. Default false. */
  readonly cached?: boolean;
  /** When it began to run. Default: it has not. */
  readonly started?: RecordedTime;
  /** When it ended. Default: it has not. */
  readonly completed?: RecordedTime;
  /** Why it failed. Default: it did not. */
  readonly error?: string;
  /** The group of vertices with which printers show it as one line. */
  readonly group?: { readonly id: string; readonly name?: string; readonly weak?: boolean };
}

/**
 * Progress of an item in a message of Status.
 *
 * @since 0.1.0
 */
export interface RecordedStatus {
  /** The text that printers show. */
  readonly id: string;
  /** Digest of the vertex that it belongs to. */
  readonly vertex: string;
  /** The kind of work, such as `extracting`. */
  readonly name?: string;
  /** How much is done, in bytes. Default 0. */
  readonly current?: number;
  /** How much there is to do, in bytes. Default 0: unknown. */
  readonly total?: number;
  /** When this was told. Default: the field is absent. */
  readonly timestamp?: RecordedTime;
  /** When the item began. Default: the field is absent. */
  readonly started?: RecordedTime;
  /** When it was done. Default: it is not. */
  readonly completed?: RecordedTime;
}

/**
 * A piece of output in a message of Status.
 *
 * @since 0.1.0
 */
export interface RecordedLog {
  /** Digest of the vertex that wrote it. */
  readonly vertex: string;
  /** When it was written. Default: the field is absent. */
  readonly timestamp?: RecordedTime;
  /** 1 for stdout, 2 for stderr. Default 1. */
  readonly stream?: number;
  /** What was written. */
  readonly text: RecordedBytes;
}

/**
 * A warning in a message of Status.
 *
 * @since 0.1.0
 */
export interface RecordedWarning {
  /** Digest of the vertex that it is about. */
  readonly vertex: string;
  /** How serious it is, as the frontend says. Default 0. */
  readonly level?: number;
  /** One line of text. */
  readonly short: RecordedBytes;
  /** Further lines of text. Default: none. */
  readonly detail?: readonly RecordedBytes[];
  /** Where to read about it. Default: nowhere. */
  readonly url?: string;
  /** The file that it is about. */
  readonly source?: RecordedSource;
  /** The places in that file. Default: none. */
  readonly ranges?: readonly { readonly start?: RecordedPosition; readonly end?: RecordedPosition }[];
}

/**
 * The source file that a warning is about.
 *
 * @since 0.1.0
 */
export interface RecordedSource {
  /** Its name, such as `Dockerfile`. */
  readonly filename?: string;
  /** The whole file. Default: empty. */
  readonly data?: RecordedBytes;
  /** Its language, such as `Dockerfile`; from 0.11. Default: none. */
  readonly language?: string;
  /** The LLB from which the file was loaded, as plain data with bytes as `{base64: …}`. */
  readonly definition?: unknown;
}

/**
 * A place in a source file.
 *
 * @since 0.1.0
 */
export interface RecordedPosition {
  /** Counts from 1. Default 0: unknown. */
  readonly line?: number;
  /** Column in that line. Default 0. */
  readonly character?: number;
}
