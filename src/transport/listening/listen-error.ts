/** An address that the fake cannot listen on; `code` is `'CANNOT_LISTEN'`. */
export class ListenError extends Error {
  readonly code = 'CANNOT_LISTEN';

  constructor(address: string, reason: string) {
    super(`cannot listen on ${address}: ${reason}`);
    this.name = 'ListenError';
  }
}
