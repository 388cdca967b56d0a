import type { BuildOptions } from '../protocol/messages.js';
import type { BuildMatch } from '../scenarios/model/build-script.js';

/** A match that only the same options pass: all that has not its proto3 default, but what is new in every build. */
export function exactMatch({ ref: _ref, groupRef: _groupRef, ...options }: BuildOptions): BuildMatch {
  const match = exactly(options) as BuildMatch | undefined;
  return match ?? {};
}

/** Undefined for what has its default. */
function exactly(value: unknown): unknown {
  switch (typeof value) {
    case 'bigint':
      return value === 0n ? undefined : Number(value);
    case 'object': {
      if (value === null) return undefined;
      if (Array.isArray(value))
        return value.length === 0 ? undefined : { exactly: value.map((item) => matchOfItem(item)) };
      const fields = Object.entries(value).flatMap(([key, field]) => {
        const wanted = exactly(field);
        return wanted === undefined ? [] : [[key, wanted] as const];
      });
      return fields.length === 0 ? undefined : Object.fromEntries(fields);
    }
    default:
      return value === '' || value === false || value === 0 ? undefined : value;
  }
}

/** An item of a list must be there even if it is empty. */
function matchOfItem(item: unknown): unknown {
  return exactly(item) ?? (typeof item === 'object' ? {} : item);
}
