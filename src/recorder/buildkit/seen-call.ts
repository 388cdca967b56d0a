import type { RpcStatus } from '../../client/rpc-status.js';

/** Something that passed, in milliseconds after the recording began. */
export interface Timed<T> {
  readonly time: number;
  readonly message: T;
}

/** A call to BuildKit, as it passed. */
export interface SeenCall<Q, S> {
  readonly name: string;
  /** The build that its metadata name; empty where they name none. */
  readonly build: string;
  readonly requests: Timed<Q>[];
  readonly responses: Timed<S>[];
  ended: { readonly time: number; readonly status: RpcStatus } | undefined;
  /** Whether its client gave it up, or a connection was lost. */
  cancelled: boolean;
  /** Why some of it could not be read. */
  unreadable: string | undefined;
}
