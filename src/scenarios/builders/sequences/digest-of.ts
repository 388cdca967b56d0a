import { createHash } from 'node:crypto';

/** A digest that looks real and is always the same for the same text. */
export function digestOf(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}

/** The digest that a fake gives to an image: the one that its name has, or one that follows from the name. */
export function imageDigest(name: string): string {
  return /@(.+)$/s.exec(name)?.[1] ?? digestOf(name);
}
