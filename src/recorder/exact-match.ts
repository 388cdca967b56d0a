import type { BuildOptions } from '../protocol/messages.js';
import { mapFields } from '../scenarios/matching/map-fields.js';
import type { BuildMatch } from '../scenarios/model/build-script.js';

/** A match that only the same options pass: all that has not its proto3 default, but what is new in every build. */
export function exactMatch({ ref: _ref, groupRef: _groupRef, ...options }: BuildOptions): BuildMatch {
  return { exactly: true, ...(exactly(options) as BuildMatch) };
}

/** Undefined for what has its default, which a message that is there has not. */
function exactly(value: unknown, field = ''): unknown {
  switch (typeof value) {
    case 'bigint':
      return value === 0n ? undefined : Number(value);
    case 'object': {
      if (value === null) return undefined;
      if (Array.isArray(value))
        return value.length === 0 ? undefined : { exactly: value.map((item) => matchOfItem(item)) };
      const isMap = mapFields.has(field);
      const fields = Object.entries(value).flatMap(([key, part]) => {
        const wanted = isMap ? matchOfItem(part) : exactly(part, key);
        return wanted === undefined ? [] : [[key, wanted] as const];
      });
      return isMap && fields.length === 0 ? undefined : Object.fromEntries(fields);
    }
    default:
      return value === '' || value === false || value === 0 ? undefined : value;
  }
}

/** An item of a list or a map must be there even if it is empty. */
function matchOfItem(item: unknown): unknown {
  return exactly(item) ?? (typeof item === 'object' ? {} : item);
}
