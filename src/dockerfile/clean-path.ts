import { posix } from 'node:path';

/** The shortest path that means the same, without a slash at its end. */
export function cleanPath(...parts: readonly string[]): string {
  const path = posix.join(...parts);
  return path.length > 1 ? path.replace(/\/$/, '') : path;
}
