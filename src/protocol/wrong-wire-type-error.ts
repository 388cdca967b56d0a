import { ProtocolError } from './protocol-error.js';

/** A field that came with a wire type that cannot be there; the text is that of servers that refuse it. */
export class WrongWireTypeError extends ProtocolError {
  constructor(what: string) {
    super(`proto: ${what}`);
    this.name = 'WrongWireTypeError';
  }
}
