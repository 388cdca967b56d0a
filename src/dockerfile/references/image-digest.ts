import { hash } from 'node:crypto';

/** The digest that a fake gives to an image: the one that its name has, or one that follows from the name. */
export function imageDigest(name: string): string {
  return /@(.+)$/s.exec(name)?.[1] ?? `sha256:${hash('sha256', name)}`;
}
