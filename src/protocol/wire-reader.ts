import type protobuf from 'protobufjs/minimal.js';
import { WrongWireTypeError } from './wrong-wire-type-error.js';

export { noEntries, none } from './none.js';

export type Reader = protobuf.Reader;

/** Reads the length of a sub-message, and gives the offset where it ends. */
export function endOfSubmessage(reader: Reader, endOfParent: number): number {
  const length = reader.size();
  const end = reader.pos + length;
  if (end > endOfParent) throw new RangeError(`a part of ${length} bytes reaches beyond the end of its message`);
  return end;
}

/** Refuses a message whose last field reaches beyond its end. */
export function endAt(reader: Reader, end: number): void {
  if (reader.pos !== end) throw new RangeError('a field reaches beyond the end of its message');
}

/** Skips a field that is not known, or that came with another wire type than declared (Go does the same). */
export function skip(reader: Reader, tag: number): void {
  reader.skipType(tag & 7, 0, tag >>> 3);
}

let strictTypes = false;

/** Whether {@link mistyped} refuses, until it is told otherwise; reading is never interrupted. */
export function refuseMistyped(refuse: boolean): void {
  strictTypes = refuse;
}

const endOfGroup = 4;

/**
 * Skips a field that none of a message's tags is for; one of `fields` has come with another wire type than its own. The
 * message's own name is in their place 0.
 *
 * @throws WrongWireTypeError for such a one, for the end of a group that never began, and for a field 0, if {@link refuseMistyped} says
 * so.
 */
export function mistyped(reader: Reader, tag: number, fields: Readonly<Record<number, string>>): void {
  if (strictTypes) {
    const wireType = tag & 7;
    if (wireType === endOfGroup) throw new WrongWireTypeError(`${fields[0]}: wiretype end group for non-group`);
    const number = tag >>> 3;
    if (number === 0) throw new WrongWireTypeError(`${fields[0]}: illegal tag 0 (wire type ${wireType})`);
    const field = fields[number];
    if (field !== undefined) throw new WrongWireTypeError(`wrong wireType = ${wireType} for field ${field}`);
  }
  skip(reader, tag);
}

export function int64(reader: Reader): bigint {
  const { buf, pos, len } = reader;
  let number = 0;
  let unit = 1;
  for (let at = pos; at < len && at < pos + exactBytes; at++) {
    const byte = buf[at] ?? 0;
    number += (byte & 127) * unit;
    if (byte < 128) {
      reader.pos = at + 1;
      return BigInt(number);
    }
    unit *= 128;
  }
  return longInt64(reader);
}

export function uint64(reader: Reader): bigint {
  return BigInt.asUintN(64, int64(reader));
}

/** The most bytes of a varint whose value a number holds exactly. */
const exactBytes = 7;

/** Reads a 64-bit integer that is longer, or broken. */
function longInt64(reader: Reader): bigint {
  const { low, high } = reader.int64();
  // A number is exact up to here; this is the usual case, and cheaper than two shifted bigints.
  if (high >= -0x200000 && high < 0x200000) return BigInt(high * 0x100000000 + (low >>> 0));
  return (BigInt(high) << 32n) | BigInt(low >>> 0);
}

/** The default of fields of bytes. */
export const noBytes: Uint8Array = new Uint8Array();

/** The longest bytes that a loop copies faster than a call does. */
const shortBytes = 24;
/** The longest bytes whose copies share memory, because allocating some for each would cost more than copying. */
const pooledBytes = 8192;
const poolBytes = 32_768;

let pool: ArrayBufferLike = new ArrayBuffer(0);
let used = 0;
let sharing: Reader | undefined;

/** Lets the fields of bytes that this reader reads be parts of its message; others stay copies. */
export function shareBytes(reader: Reader | undefined): void {
  sharing = reader;
}

/**
 * Reads a field of bytes. It is a copy unless bytes may be shared, because a decoded message must neither change with
 * the transport's buffer nor keep it alive.
 */
export function bytes(reader: Reader): Uint8Array {
  const length = reader.size();
  const start = reader.pos;
  reader.pos += length;
  if (reader.pos > reader.len) throw new RangeError(`${length} bytes reach beyond the end`);
  const { buf } = reader;
  if (length <= shortBytes) {
    const copy = new Uint8Array(length);
    for (let i = 0; i < length; i++) copy[i] = buf[start + i] ?? 0;
    return copy;
  }
  const original = new Uint8Array(buf.buffer, buf.byteOffset + start, length);
  if (reader === sharing) return original;
  return length <= pooledBytes ? pooled(original) : new Uint8Array(original);
}

function pooled(original: Uint8Array): Uint8Array {
  const { length } = original;
  if (used + length > pool.byteLength) {
    pool = Buffer.allocUnsafeSlow(poolBytes).buffer;
    used = 0;
  }
  const copy = new Uint8Array(pool, used, length);
  copy.set(original);
  used += length;
  return copy;
}

/** Reads a list of numbers that comes in one piece. */
export function packed<V>(reader: Reader, endOfParent: number, into: V[], readValue: (reader: Reader) => V): void {
  const end = endOfSubmessage(reader, endOfParent);
  while (reader.pos < end) into.push(readValue(reader));
  endAt(reader, end);
}

/** How the key of a map comes, and what it is when it is missing. */
interface MapKey {
  readonly tag: number;
  readonly missing: string;
  read(reader: Reader): string;
}

const stringKey: MapKey = { tag: 10, missing: '', read: (reader) => reader.string() };
/** An integer of 64 bits; in decimal digits as a key of JavaScript. */
export const int64Key: MapKey = { tag: 8, missing: '0', read: (reader) => String(int64(reader)) };

/** Reads one entry of a map; a missing key or value has its default. */
export function mapEntry<V>(
  reader: Reader,
  endOfParent: number,
  into: Record<string, V>,
  valueTag: number,
  readValue: (end: number) => V,
  defaultValue: () => V,
  keys: MapKey = stringKey,
): void {
  const end = endOfSubmessage(reader, endOfParent);
  let key = keys.missing;
  let value: { readonly of: V } | undefined;
  while (reader.pos < end) {
    const tag = reader.tag();
    if (tag === keys.tag) key = keys.read(reader);
    else if (tag === valueTag) value = { of: readValue(end) };
    else skip(reader, tag);
  }
  endAt(reader, end);
  const entry = value === undefined ? defaultValue() : value.of;
  // Assigning to this one key would change the object's prototype.
  if (key === '__proto__') {
    Object.defineProperty(into, key, { value: entry, enumerable: true, configurable: true, writable: true });
  } else {
    into[key] = entry;
  }
}
