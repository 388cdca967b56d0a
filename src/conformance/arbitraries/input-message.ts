import * as fc from 'fast-check';
import type { InputMessage } from '../../protocol/messages.js';

/**
 * Generates any message that a client may send on Input, except an Init.
 *
 * @since 0.1.0
 */
export function inputMessageButInit(): fc.Arbitrary<Exclude<InputMessage, { kind: 'init' }>> {
  return fc.oneof(
    fc.record({ kind: fc.constant('data' as const), eof: fc.boolean(), data: fc.uint8Array({ maxLength: 20 }) }),
    fc.constant({ kind: 'empty' as const }),
  );
}

/**
 * Generates messages that a controller passes over in the middle of an Input stream.
 *
 * @since 0.1.0
 */
export function ignoredInputMessage(): fc.Arbitrary<InputMessage> {
  return fc.constantFrom<InputMessage>(
    { kind: 'empty' },
    { kind: 'data', eof: false, data: new Uint8Array() },
    { kind: 'init', ref: '' },
    { kind: 'init', ref: 'another' },
  );
}
