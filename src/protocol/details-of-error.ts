import type { ErrorDetail } from './error-detail.js';
import { isObject } from './is-object.js';
import { ProtocolError } from './protocol-error.js';
import { decodeStatusDetails, statusDetailsKey } from './status-details.js';

/**
 * The typed details of an error, whichever client threw it: this package's `RpcError`, a `ServiceError` of
 * `@grpc/grpc-js`, a `ConnectError`, anything else that has the trailer `grpc-status-details-bin` in `metadata` or
 * `trailers`, or what has such an error as its `cause`. None where there are none, or where they cannot be read.
 */
export function detailsOfError(error: unknown): readonly ErrorDetail[] {
  if (!isObject(error)) return [];
  const { details, metadata, trailers, cause } = error;
  const told = Array.isArray(details) ? (details as readonly unknown[]).filter(isDetail) : [];
  if (told.length > 0) return told;
  const bytes = bytesOf(valueIn(metadata)) ?? bytesOf(valueIn(trailers));
  if (bytes !== undefined) return decoded(bytes);
  return cause === undefined ? [] : detailsOfError(cause);
}

function isDetail(value: unknown): value is ErrorDetail {
  return isObject(value) && typeof value['typeUrl'] === 'string' && value['value'] instanceof Uint8Array;
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
