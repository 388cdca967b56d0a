/**
 * An address that the fake cannot listen on; `code` is `'CANNOT_LISTEN'`.
 *
 * @since 0.1.0
 */
export class ListenError extends Error {
  /** Always `'CANNOT_LISTEN'`, to tell it from other errors. */
  readonly code = 'CANNOT_LISTEN';

  constructor(address: string, reason: string) {
    super(`cannot listen on ${address}: ${reason}`);
    this.name = 'ListenError';
  }
}
