import { cleanPath } from '../clean-path.js';
import { PathPattern } from './path-pattern.js';

/**
 * Whether the patterns leave a path out: one of them fits it, or a directory that it is in, and no exception comes
 * after that, which begins with `!`.
 */
export function isExcluded(path: string, patterns: readonly string[]): boolean {
  let excluded = false;
  for (const written of patterns) {
    const pattern = written.trim();
    const isException = pattern.startsWith('!');
    if (pattern === '' || isException !== excluded) continue;
    if (new PathPattern(cleanPath(isException ? pattern.slice(1) : pattern)).fits(path)) excluded = !isException;
  }
  return excluded;
}
