import { createHash } from 'node:crypto';

/** A digest that looks real and is always the same for the same text. */
export function digestOf(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}
