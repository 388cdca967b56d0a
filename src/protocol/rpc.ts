import type { Init } from './messages.js';

/**
 * Encodes from any part of a message, decodes to the whole of it.
 *
 * @since 0.1.0
 */
export interface Codec<T> {
  /**
   * Fields that are left out have their proto3 default.
   * @throws ProtocolError when a value does not fit its field (wrong type, integer out of range).
   */
  encode(message: Init<T>): Uint8Array;
  /**
   * Unknown fields are ignored. With `strictUtf8`, a string that is no UTF-8 is refused, as servers refuse it;
   * without, it is read with replacement characters. With `strictTypes`, a field that has another wire type than its own is
   * refused, as servers from 0.18 refuse it; without, it is ignored like one that is unknown. With `sharesBytes`, fields of bytes are parts of `bytes`, which
   * must then stay as they are; without, they are copies.
   * @throws ProtocolError when the bytes are not a message; InvalidUtf8Error
   */
  decode(
    bytes: Uint8Array,
    options?: { readonly strictUtf8?: boolean; readonly strictTypes?: boolean; readonly sharesBytes?: boolean },
  ): T;
}

/**
 * One RPC of a service, with the types of its two directions.
 *
 * @since 0.1.0
 */
export interface Rpc<N extends string = string, Q = unknown, S = unknown> {
  /** Name of the RPC: `Build`; of those that BuildKit speaks, with its service: `Control.Solve`. */
  readonly name: N;
  /** The HTTP/2 path: `/buildx.controller.v1.Controller/Build`. */
  readonly path: string;
  /** The client sends any number of messages instead of one. */
  readonly requestStream: boolean;
  /** The server sends any number of messages instead of one. */
  readonly responseStream: boolean;
  /** Codec of what the client sends. */
  readonly request: Codec<Q>;
  /** Codec of what the server sends. */
  readonly response: Codec<S>;
}
