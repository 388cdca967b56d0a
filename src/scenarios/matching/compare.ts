import { isObject } from '../../protocol/is-object.js';
import { dataPath } from '../data-path.js';
import type { TextMatch } from '../model/match.js';
import { mismatches, type Comparison } from './comparison.js';
import { matchText } from './match-text.js';
import { show } from './show.js';

/**
 * Holds a `Match` against what is there, leaf by leaf. The kind of what is there decides what the match means, since a
 * map may well have a key named `glob`.
 */
export function compare(match: unknown, seen: unknown, path: string): readonly Comparison[] {
  if (match === undefined) return [];
  if (typeof seen === 'string') return [leaf(match, seen, path, isTextMatch(match) && matchText(match, seen))];
  if (Array.isArray(seen)) return compareList(match, seen, path);
  if (isObject(seen) && isObject(match)) {
    return Object.entries(match).flatMap(([key, field]) =>
      compare(field, Object.hasOwn(seen, key) ? seen[key] : undefined, dataPath(path, key)),
    );
  }
  return [leaf(match, seen, path, sameValue(match, seen))];
}

function compareList(match: unknown, seen: readonly unknown[], path: string): readonly Comparison[] {
  if (Array.isArray(match)) return match.flatMap((wanted) => comparePresence(wanted, seen, path));
  const exactly = isObject(match) ? match['exactly'] : undefined;
  if (!Array.isArray(exactly)) return [leaf(match, seen, path, false)];
  if (exactly.length === 0) return [leaf(match, seen, path, seen.length === 0)];
  return Array.from({ length: Math.max(exactly.length, seen.length) }, (_, i) => i).flatMap((i) =>
    i < exactly.length
      ? compare(exactly[i], seen[i], dataPath(path, i))
      : [{ path: dataPath(path, i), expected: '(none)', seen: show(seen[i]), matches: false }],
  );
}

function comparePresence(wanted: unknown, seen: readonly unknown[], path: string): readonly Comparison[] {
  const attempts = seen.map((element, i) => compare(wanted, element, dataPath(path, i)));
  if (attempts.some((rows) => mismatches(rows).length === 0)) return [holds(wanted, seen, path, true)];
  const ofObjects = seen.length > 0 && seen.every(isObject);
  if (!ofObjects) return [holds(wanted, seen, path, false)];
  return attempts.reduce((best, rows) => (mismatches(rows).length < mismatches(best).length ? rows : best));
}

function holds(wanted: unknown, seen: readonly unknown[], path: string, matches: boolean): Comparison {
  return { path, expected: `holds ${show(wanted)}`, seen: show(seen), matches };
}

function leaf(match: unknown, seen: unknown, path: string, matches: boolean): Comparison {
  return { path, expected: show(match), seen: show(seen), matches };
}

function sameValue(match: unknown, seen: unknown): boolean {
  // A file has numbers where a message has 64-bit integers, so that `1` must match `1n`; but `1` must not match `'1'`.
  if (typeof match === 'number' && typeof seen === 'bigint')
    return Number.isSafeInteger(match) && BigInt(match) === seen;
  if (typeof match === 'bigint' && typeof seen === 'number')
    return Number.isSafeInteger(seen) && BigInt(seen) === match;
  return typeof match === typeof seen && seen !== undefined && match === seen;
}

function isTextMatch(match: unknown): match is TextMatch {
  if (typeof match === 'string') return true;
  return isObject(match) && (typeof match['glob'] === 'string' || typeof match['pattern'] === 'string');
}
