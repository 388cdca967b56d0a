import { isCredential } from '../../protocol/credentials.js';
import { isObject } from '../../protocol/is-object.js';
import { dataPath } from '../data-path.js';
import type { Comparison } from './comparison.js';
import { mapFields } from './map-fields.js';
import { show } from './show.js';

/**
 * Compares what a match does not name: each such part must have its default. The credentials of caches may be anything,
 * because no recording has them.
 */
export function compareUnnamed(match: unknown, seen: unknown, path: string, field = ''): readonly Comparison[] {
  if (match === undefined) {
    return isDefault(seen, field) ? [] : [{ path, expected: '(not set)', seen: show(seen), matches: false }];
  }
  if (!isObject(match)) return [];
  if (Array.isArray(seen)) {
    const { exactly } = match;
    if (!Array.isArray(exactly)) return [];
    return seen.flatMap((item, i) =>
      i < exactly.length ? compareUnnamed(exactly[i], item, dataPath(path, i), '[]') : [],
    );
  }
  if (!isObject(seen)) return [];
  return Object.entries(seen).flatMap(([key, value]) => {
    const named = Object.hasOwn(match, key) ? match[key] : undefined;
    if (named === undefined && field === 'attrs' && isCredential(key)) return [];
    const entry = mapFields.has(field) && named === undefined;
    if (entry) return [{ path: dataPath(path, key), expected: '(not set)', seen: show(value), matches: false }];
    return compareUnnamed(named, value, dataPath(path, key), key);
  });
}

/** Whether a value is its field's default in proto3. A message that is there is not, even when it is empty. */
function isDefault(value: unknown, field: string): boolean {
  if (Array.isArray(value)) return value.length === 0;
  if (isObject(value)) return mapFields.has(field) && Object.keys(value).length === 0;
  return value === undefined || value === '' || value === false || value === 0 || value === 0n;
}
