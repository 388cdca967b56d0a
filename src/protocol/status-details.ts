import type { DetailType, DetailTypes } from './detail-types.js';
import type { ErrorDetail } from './error-detail.js';
import { rpcStatusMessage } from './generated/rpc-status.js';
import { nestsDeeperThan } from './nests-deeper-than.js';
import { ProtocolError } from './protocol-error.js';
import { mismatch } from './wire-writer.js';

/**
 * An error as the trailer `grpc-status-details-bin` carries it.
 *
 * @since 0.1.0
 */
export interface StatusDetails {
  /** The gRPC status code. */
  readonly code: number;
  /** The error's text. */
  readonly message: string;
  /** Typed details, in the order in which they came. */
  readonly details: readonly ErrorDetail[];
}

/** Deeper JSON stays bytes: whatever shows or copies an error goes down level by level, until the stack is full. */
const mostLevels = 500;

/**
 * The trailer in which gRPC carries the details of an error.
 *
 * @since 0.1.0
 */
export const statusDetailsKey = 'grpc-status-details-bin';

/**
 * Reads the trailer's bytes. A detail whose type ends in `+json` also comes parsed.
 *
 * @throws ProtocolError when the bytes are no `google.rpc.Status`.
 * @since 0.1.0
 */
export function decodeStatusDetails(bytes: Uint8Array): StatusDetails {
  if (!(bytes instanceof Uint8Array)) throw mismatch(statusDetailsKey, bytes, 'bytes');
  const { code, message, details } = rpcStatusMessage.decode(bytes);
  return { code, message, details: details.map(({ typeUrl, value }) => withJson(typeUrl, value)) };
}

/**
 * Makes the trailer's bytes.
 *
 * @throws ProtocolError when the code is no 32-bit integer, or a value has another type.
 * @since 0.1.0
 */
export function encodeStatusDetails(status: StatusDetails): Uint8Array {
  return rpcStatusMessage.encode(status);
}

/**
 * Makes a detail from its JSON.
 *
 * @example errorDetail('github.com/moby/buildkit/gatewayapi.ExitMessage+json', { Code: 7 })
 * @throws ProtocolError when the value has no JSON (`undefined`, a bigint, a cycle).
 * @since 0.1.0
 */
export function errorDetail<T extends DetailType>(typeUrl: T, json: DetailTypes[T]): ErrorDetail;
/**
 * Makes a detail of a type that this package does not know.
 *
 * @throws ProtocolError when the value has no JSON.
 * @since 0.1.0
 */
export function errorDetail(typeUrl: string, json: unknown): ErrorDetail;
export function errorDetail(typeUrl: string, json: unknown): ErrorDetail {
  return { typeUrl, value: new TextEncoder().encode(jsonOf(typeUrl, json)), json };
}

/**
 * The JSON of all details of one type, in their order, which differs between servers.
 *
 * @throws ProtocolError for what is no list
 * @example
 * const [exit] = detailsOf(error.details, 'github.com/moby/buildkit/gatewayapi.ExitMessage+json');
 * console.log(exit?.Code);
 * @since 0.1.0
 */
export function detailsOf<T extends DetailType>(
  details: readonly ErrorDetail[],
  typeUrl: T,
): readonly DetailTypes[T][] {
  const given: unknown = details;
  if (!Array.isArray(given)) throw mismatch('details', details, "an error's details");
  return details
    .filter((detail) => detail.typeUrl === typeUrl && typeof detail.json === 'object' && detail.json !== null)
    .map((detail) => detail.json as DetailTypes[T]);
}

function jsonOf(typeUrl: string, value: unknown): string {
  try {
    const text: string | undefined = JSON.stringify(value);
    if (text !== undefined) return text;
  } catch (cause) {
    throw new ProtocolError(`${typeUrl}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
  throw new ProtocolError(`${typeUrl}: expected a value that JSON can express, got ${typeof value}`);
}

/** A value that claims to be JSON and is not stays bytes: the claim is the server's. */
function withJson(typeUrl: string, value: Uint8Array): ErrorDetail {
  if (!typeUrl.endsWith('+json')) return { typeUrl, value };
  try {
    const json: unknown = JSON.parse(new TextDecoder().decode(value));
    return nestsDeeperThan(mostLevels, json) ? { typeUrl, value } : { typeUrl, value, json };
  } catch {
    return { typeUrl, value };
  }
}
