import type { StringMap } from '../../protocol/messages.js';
import type { StatusCodeName } from '../../protocol/status-code.js';
import type { Duration } from '../../time/duration.js';

/** A build as it was seen: its messages are sent again exactly, with their times moved to the new build's start. */
export interface RecordedBuild {
  /** What Status said, in order. */
  readonly messages: readonly RecordedMessage[];
  /** From the start to the answer. Default: it never answers by itself; its client cancelled it. */
  readonly takes?: Duration;
  /** How long Status goes on after the answer. Default: it ends just before. */
  readonly lingers?: Duration;
  /** All of `ExporterResponse`. In texts, `$ref` stands for the session's ref. */
  readonly reply?: StringMap;
  /** It failed. */
  readonly error?: RecordedError;
}

/** An error as it was seen. */
export interface RecordedError {
  readonly message: string;
  readonly code: Exclude<StatusCodeName, 'OK'>;
  /** All of them. In texts, `$ref` stands for the session's ref. Default, when they were not seen: the fake's own. */
  readonly details?: readonly RecordedDetail[];
}

/** A typed detail: its JSON, or its bytes where they are no JSON. */
export type RecordedDetail =
  | { readonly typeUrl: string; readonly json: unknown }
  | { readonly typeUrl: string; readonly base64: string };

/** Text, or bytes in base64. */
export type RecordedBytes = string | { readonly base64: string };

/** Milliseconds after the build began, or before it; `zero` is what Go says of a time that was never set. */
export type RecordedTime = number | 'zero';

/** One message of Status. What is left out has its proto3 default. */
export interface RecordedMessage {
  /** After the build began. */
  readonly at: Duration;
  readonly vertices?: readonly RecordedVertex[];
  readonly statuses?: readonly RecordedStatus[];
  readonly logs?: readonly RecordedLog[];
  readonly warnings?: readonly RecordedWarning[];
}

export interface RecordedVertex {
  readonly digest: string;
  readonly name?: string;
  readonly inputs?: readonly string[];
  readonly cached?: boolean;
  readonly started?: RecordedTime;
  readonly completed?: RecordedTime;
  readonly error?: string;
  readonly group?: { readonly id: string; readonly name?: string; readonly weak?: boolean };
}

export interface RecordedStatus {
  readonly id: string;
  /** Digest. */
  readonly vertex: string;
  readonly name?: string;
  readonly current?: number;
  readonly total?: number;
  readonly timestamp?: RecordedTime;
  readonly started?: RecordedTime;
  readonly completed?: RecordedTime;
}

export interface RecordedLog {
  /** Digest. */
  readonly vertex: string;
  readonly timestamp?: RecordedTime;
  /** 1 stdout (default), 2 stderr. */
  readonly stream?: number;
  readonly text: RecordedBytes;
}

export interface RecordedWarning {
  /** Digest. */
  readonly vertex: string;
  readonly level?: number;
  readonly short: RecordedBytes;
  readonly detail?: readonly RecordedBytes[];
  readonly url?: string;
  readonly source?: RecordedSource;
  readonly ranges?: readonly { readonly start?: RecordedPosition; readonly end?: RecordedPosition }[];
}

export interface RecordedSource {
  readonly filename?: string;
  readonly data?: RecordedBytes;
  readonly language?: string;
  /** LLB as plain data, its bytes as `{base64: …}`. */
  readonly definition?: unknown;
}

export interface RecordedPosition {
  readonly line?: number;
  readonly character?: number;
}
