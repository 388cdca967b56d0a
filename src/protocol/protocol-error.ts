/**
 * A message that cannot be encoded or decoded; the text names the message and the field.
 *
 * @since 0.1.0
 */
export class ProtocolError extends Error {
  /** Always `'PROTOCOL'`, to tell it from other errors. */
  readonly code = 'PROTOCOL';

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ProtocolError';
  }
}
