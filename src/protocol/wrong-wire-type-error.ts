import { ProtocolError } from './protocol-error.js';

/** A field that came with another wire type than its own; the text is that of servers that refuse it. */
export class WrongWireTypeError extends ProtocolError {
  constructor(wireType: number, field: string) {
    super(`proto: wrong wireType = ${wireType} for field ${field}`);
    this.name = 'WrongWireTypeError';
  }
}
