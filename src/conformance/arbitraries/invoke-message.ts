import * as fc from 'fast-check';
import type { InvokeMessage } from '../../protocol/messages.js';

const bytes = fc.uint8Array({ maxLength: 20 });

/**
 * Generates any message that a client may send on Invoke, except an Init.
 *
 * @since 0.1.0
 */
export function invokeMessageButInit(): fc.Arbitrary<Exclude<InvokeMessage, { kind: 'init' }>> {
  return fc.oneof(
    fc.record({
      kind: fc.constant('file' as const),
      fd: fc.integer({ min: 0, max: 3 }),
      eof: fc.boolean(),
      data: bytes,
    }),
    resize(),
    fc.record({ kind: fc.constant('signal' as const), name: fc.constantFrom('', 'INT', 'KILL', 'NOPE') }),
    fc.constant({ kind: 'empty' as const }),
  );
}

/**
 * Generates messages that must leave a process alone: a new size of its terminal, or a signal that a process ignores
 * unless it asks for it.
 *
 * @since 0.1.0
 */
export function harmlessControl(): fc.Arbitrary<Extract<InvokeMessage, { kind: 'resize' | 'signal' }>> {
  return fc.oneof(
    resize(),
    fc.record({ kind: fc.constant('signal' as const), name: fc.constantFrom('WINCH', 'CONT', 'URG') }),
  );
}

function resize(): fc.Arbitrary<Extract<InvokeMessage, { kind: 'resize' }>> {
  const length = fc.oneof(fc.integer({ min: 0, max: 500 }), fc.constantFrom(65_535, 65_536, 0xffff_ffff));
  return fc.record({ kind: fc.constant('resize' as const), rows: length, cols: length });
}
