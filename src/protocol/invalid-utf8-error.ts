import { ProtocolError } from './protocol-error.js';

/** A message with a string whose bytes are no UTF-8. */
export class InvalidUtf8Error extends ProtocolError {
  constructor(message: string) {
    super(message);
    this.name = 'InvalidUtf8Error';
  }
}
