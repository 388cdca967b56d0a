/**
 * An address that cannot be used, because of its form or because the path of its socket is too long; `code` is
 * `'ADDRESS'`. The text says what an address looks like.
 *
 * @since 0.1.0
 */
export class AddressError extends Error {
  /** Always `'ADDRESS'`, to tell it from other errors. */
  readonly code = 'ADDRESS';

  constructor(address: unknown, reason: string) {
    super(`bad address ${JSON.stringify(address) ?? String(address)}: ${reason}`);
    this.name = 'AddressError';
  }
}
