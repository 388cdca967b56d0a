import type { ErrorDetail } from '../protocol/error-detail.js';
import { ProtocolError } from '../protocol/protocol-error.js';
import { decodeStatusDetails, statusDetailsKey } from '../protocol/status-details.js';
import type { CallStatus, Metadata } from './connection.js';

/**
 * How a call ended.
 *
 * @since 0.1.0
 */
export interface RpcStatus {
  /** gRPC's status code; 0 is OK. */
  readonly code: number;
  /** The server's words; empty where it has none. */
  readonly message: string;
  /** Typed details from the trailer `grpc-status-details-bin`; empty when it is not there or cannot be read. */
  readonly details: readonly ErrorDetail[];
  /** Trailing metadata but `grpc-status` and `grpc-message`, by lower-case key; keys that end in `-bin` carry bytes. */
  readonly trailers: Metadata;
}

/** Adds the details that the trailers carry; a trailer that cannot be decoded gives none. */
export function rpcStatus({ code, message, trailers }: CallStatus): RpcStatus {
  return { code, message, details: detailsIn(trailers), trailers };
}

function detailsIn(trailers: Metadata): readonly ErrorDetail[] {
  const value = trailers[statusDetailsKey]?.[0];
  if (!(value instanceof Uint8Array)) return [];
  try {
    return decodeStatusDetails(value).details;
  } catch (error) {
    if (error instanceof ProtocolError) return [];
    throw error;
  }
}
