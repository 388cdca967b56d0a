import { base64 } from '../protocol/base64.js';

/** A text that is the same for equal messages. */
export function messageKey(message: unknown): string {
  return JSON.stringify(message, (_key, value: unknown) => {
    if (typeof value === 'bigint') return `${value}n`;
    return value instanceof Uint8Array ? base64(value) : value;
  });
}
