/** A message that cannot be encoded or decoded; the text names the message and the field. */
export class ProtocolError extends Error {
  readonly code = 'PROTOCOL';

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ProtocolError';
  }
}
