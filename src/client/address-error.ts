/** An address that cannot be connected to or listened on; the text says what an address looks like. */
export class AddressError extends Error {
  /** Always `'ADDRESS'`, to tell it from other errors. */
  readonly code = 'ADDRESS';

  constructor(address: string, reason: string) {
    super(`bad address ${JSON.stringify(address)}: ${reason}`);
    this.name = 'AddressError';
  }
}
