import type { BuildOptions } from '../protocol/messages.js';
import { accessIn, isCredential } from '../protocol/credentials.js';
import { mapFields } from '../scenarios/matching/map-fields.js';
import type { BuildMatch } from '../scenarios/model/build-script.js';

/**
 * Makes a match that only the same options pass: it names every field that has not its default, except the two that
 * clients make anew for every build. It has no secret: the credentials of caches are left out, and whatever stands
 * before the host of a URL fits.
 */
export function exactMatch({ ref: _ref, groupRef: _groupRef, ...options }: BuildOptions): BuildMatch {
  return { exactly: true, ...(exactly(options) as BuildMatch) };
}

/** The match of a value; undefined for one with its field's default. A message that is there has none. */
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
        if (field === 'attrs' && isCredential(key)) return [];
        const wanted = isMap ? matchOfItem(part) : exactly(part, key);
        return wanted === undefined ? [] : [[key, wanted] as const];
      });
      return isMap && fields.length === 0 ? undefined : Object.fromEntries(fields);
    }
    case 'string':
      return value === '' ? undefined : matchOfText(value);
    default:
      return value === false || value === 0 ? undefined : value;
  }
}

/** The match of an item of a list or a map, which must be there even if it is empty. */
function matchOfItem(item: unknown): unknown {
  return exactly(item) ?? (typeof item === 'object' ? {} : item);
}

/** A text itself, or, of a URL with a password, what fits it whatever the password is. */
function matchOfText(text: string): unknown {
  const access = accessIn(text);
  if (access === undefined) return text;
  return { pattern: `^${literally(access.scheme)}[^/?#]*${literally(access.rest)}$` };
}

function literally(text: string): string {
  return text.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&');
}
