import protobuf from 'protobufjs';
import type { CallFilter } from '../../src/serving/call-filter.js';
import { hearing, saying } from '../../src/mutants/shape/filter.js';
import { typeOf, type Place } from './places.js';

/** The number of a map entry's value. */
const valueOfEntry = 2;
/** The wire type of what has a length. */
const delimited = 2;

/** Stands before a controller, and takes a field out of every message that goes by, however deep it is in it. */
export function lost(place: Place): CallFilter {
  const type = typeOf(place);
  const strip = (bytes: Uint8Array, { path }: { readonly path: string }): Uint8Array =>
    path.endsWith(`/${place.method}`) ? without(bytes, type, place) : bytes;
  return place.way === 'request' ? hearing(strip) : saying(strip);
}

/** The same message without a field. */
export function without(bytes: Uint8Array, type: protobuf.Type, place: Pick<Place, 'message' | 'field'>): Uint8Array {
  return rewritten(bytes, (number) => {
    const field = type.fieldsById[number];
    if (type.name === place.message && field?.name === place.field) return 'lost';
    const inner = field?.resolvedType;
    if (!(inner instanceof protobuf.Type)) return undefined;
    const strip: Change = (value) => without(value, inner, place);
    // What stands for a map is a message of a key and a value.
    if (!(field instanceof protobuf.MapField)) return strip;
    return (entry) => rewritten(entry, (part) => (part === valueOfEntry ? strip : undefined));
  });
}

type Change = (value: Uint8Array) => Uint8Array;

/** A message whose fields, by their numbers, stay as they are, are changed or get lost. */
function rewritten(bytes: Uint8Array, changeOf: (number: number) => Change | 'lost' | undefined): Uint8Array {
  const reader = protobuf.Reader.create(bytes);
  const parts: Uint8Array[] = [];
  while (reader.pos < reader.len) {
    const start = reader.pos;
    const tag = reader.uint32();
    const change = changeOf(tag >>> 3);
    if (typeof change === 'function' && (tag & 7) === delimited) {
      parts.push(protobuf.Writer.create().uint32(tag).bytes(change(reader.bytes())).finish());
      continue;
    }
    reader.skipType(tag & 7);
    if (change !== 'lost') parts.push(bytes.subarray(start, reader.pos));
  }
  return Buffer.concat(parts);
}
