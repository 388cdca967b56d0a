/**
 * No request of an RPC came; `code` is `'NO_REQUEST'`.
 *
 * @since 0.1.0
 */
export class NoRequestError extends Error {
  /** Always `'NO_REQUEST'`, to tell it from other errors. */
  readonly code = 'NO_REQUEST';

  /** @internal */
  constructor(rpc: string, came: readonly string[]) {
    super(
      `no request of ${rpc} came: ${came.length === 0 ? 'none came at all' : `those that came are of ${came.join(', ')}`}`,
    );
    this.name = 'NoRequestError';
  }
}
