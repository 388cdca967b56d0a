import type { ErrorDetail } from '../../protocol/error-detail.js';
import { ProtocolError } from '../../protocol/protocol-error.js';
import { decodeStatusDetails, statusDetailsKey } from '../../protocol/status-details.js';

/**
 * The typed details of an error, whichever client threw it: this package's `RpcError`, a `ServiceError` of
 * `@grpc/grpc-js`, a `ConnectError`, or anything else that has the trailer `grpc-status-details-bin` in `metadata` or
 * `trailers`. None where there are none, or where they cannot be read.
 */
export function detailsOfError(error: unknown): readonly ErrorDetail[] {
  if (typeof error !== 'object' || error === null) return [];
  if ('details' in error && Array.isArray(error.details) && error.details.every(isDetail)) {
    if (error.details.length > 0) return error.details;
  }
  const sources: readonly unknown[] = [
    'metadata' in error ? error.metadata : undefined,
    'trailers' in error ? error.trailers : undefined,
  ];
  for (const source of sources) {
    const bytes = bytesOf(valueIn(source));
    if (bytes !== undefined) return decoded(bytes);
  }
  return [];
}

function isDetail(detail: unknown): detail is ErrorDetail {
  if (typeof detail !== 'object' || detail === null) return false;
  return 'typeUrl' in detail && typeof detail.typeUrl === 'string' && 'value' in detail;
}

/** The first value of the trailer, in grpc-js' Metadata, in Headers, or in an object of lists. */
function valueIn(metadata: unknown): unknown {
  if (typeof metadata !== 'object' || metadata === null) return undefined;
  const held = isReader(metadata)
    ? metadata.get(statusDetailsKey)
    : (metadata as Readonly<Record<string, unknown>>)[statusDetailsKey];
  return Array.isArray(held) ? (held[0] as unknown) : held;
}

function isReader(metadata: object): metadata is { get(key: string): unknown } {
  return 'get' in metadata && typeof metadata.get === 'function';
}

function bytesOf(value: unknown): Uint8Array | undefined {
  if (value instanceof Uint8Array) return value;
  return typeof value === 'string' ? Buffer.from(value, 'base64') : undefined;
}

function decoded(bytes: Uint8Array): readonly ErrorDetail[] {
  try {
    return decodeStatusDetails(bytes).details;
  } catch (error) {
    if (error instanceof ProtocolError) return [];
    throw error;
  }
}
