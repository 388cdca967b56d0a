/** What an entry takes beside what happened, and what an object, a field and a view of bytes take in V8, about. */
const entryBytes = 96;
const objectBytes = 24;
const fieldBytes = 8;
const viewBytes = 96;
const bigintBytes = 16;

const wide = /[^\0-\xff]/;

/**
 * How many bytes of memory an entry keeps from being freed, about: its message with all that it holds, bytes and texts as
 * long as they are, objects and fields as V8 lays them out. What several entries share counts in each.
 */
export function keptSize(what: unknown): number {
  return entryBytes + sizeOf(what);
}

function sizeOf(value: unknown): number {
  switch (typeof value) {
    case 'string':
      return value.length * (wide.test(value) ? 2 : 1);
    case 'bigint':
      return bigintBytes;
    case 'object':
      if (value === null) return 0;
      return value instanceof Uint8Array ? viewBytes + value.byteLength : sizeOfObject(value);
    default:
      return 0;
  }
}

function sizeOfObject(object: object): number {
  let size = objectBytes;
  if (Array.isArray(object)) {
    for (let i = 0; i < object.length; i++) size += fieldBytes + sizeOf(object[i]);
    return size;
  }
  for (const key in object) size += fieldBytes + sizeOf((object as Readonly<Record<string, unknown>>)[key]);
  return size;
}
