import type protobuf from 'protobufjs/minimal.js';
import { ProtocolError } from './protocol-error.js';
import { shown } from './shown.js';

export type Writer = protobuf.Writer;
/** Writes the fields of a message. */
export type WriteFields<T> = (writer: Writer, message: T) => void;
/** Writes one value with its tag, even when it is the default. */
type PutValue<V> = (writer: Writer, tag: number, value: V, field: string) => void;

/** The error for a value that does not fit its field. */
export function mismatch(field: string, value: unknown, expected: string): ProtocolError {
  return new ProtocolError(`${field}: expected ${expected}, got ${shown(value)}`);
}

let isFromJson = false;

/**
 * Encodes what was written as JSON: meanwhile, 64-bit integers may be decimal strings, and bytes `{base64}`, where a field
 * has that type.
 */
export function readingJson<T>(encode: () => T): T {
  isFromJson = true;
  try {
    return encode();
  } finally {
    isFromJson = false;
  }
}

const maxUint32 = 0xff_ff_ff_ff;
const maxInt64 = (1n << 63n) - 1n;
const maxUint64 = (1n << 64n) - 1n;

export function string(writer: Writer, tag: number, value: string | undefined, field: string): void {
  if (value === undefined || value === '') return;
  putString(writer, tag, value, field);
}

export function bytes(writer: Writer, tag: number, given: Uint8Array | undefined, field: string): void {
  if (given === undefined) return;
  const value = bytesOf(given, field);
  if (value.length > 0) writer.uint32(tag).bytes(value);
}

export function bool(writer: Writer, tag: number, value: boolean | undefined, field: string): void {
  if (value === undefined) return;
  checkBool(value, field);
  if (value) writer.uint32(tag).bool(value);
}

export function int32(writer: Writer, tag: number, value: number | undefined, field: string): void {
  if (value === undefined || value === 0) return;
  checkInt32(value, field);
  writer.uint32(tag).int32(value);
}

export function uint32(writer: Writer, tag: number, value: number | undefined, field: string): void {
  if (value === undefined || value === 0) return;
  checkUint32(value, field);
  writer.uint32(tag).uint32(value);
}

export function int64(writer: Writer, tag: number, given: bigint | undefined, field: string): void {
  if (given === undefined || given === 0n) return;
  const value = bigintOf(given, field);
  const number = Number(value);
  // The usual case is quick: a positive number has the same bytes in every integer type.
  if (number >= 0 && number <= maxUint32) {
    writer.uint32(tag).uint32(number);
    return;
  }
  checkInt64(value, field);
  writer.uint32(tag).int64(Number.isSafeInteger(number) ? number : String(value));
}

export function uint64(writer: Writer, tag: number, given: bigint | undefined, field: string): void {
  if (given === undefined || given === 0n) return;
  const value = bigintOf(given, field);
  if (value < 0n || value > maxUint64) throw mismatch(field, value, 'an unsigned 64-bit integer');
  writer.uint32(tag).uint64(String(value));
}

export function message<T>(
  writer: Writer,
  tag: number,
  value: T | undefined,
  field: string,
  write: WriteFields<T>,
): void {
  if (value === undefined) return;
  putMessage(writer, tag, value, field, write);
}

export function eachString(writer: Writer, tag: number, values: readonly string[] | undefined, field: string): void {
  const count = countOf(values, field);
  for (let i = 0; i < count; i++) putString(writer, tag, values?.[i] as string, field);
}

export function eachBytes(writer: Writer, tag: number, values: readonly Uint8Array[] | undefined, field: string): void {
  const count = countOf(values, field);
  for (let i = 0; i < count; i++) {
    writer.uint32(tag).bytes(bytesOf(values?.[i], field));
  }
}

export function eachMessage<T>(
  writer: Writer,
  tag: number,
  values: readonly T[] | undefined,
  field: string,
  write: WriteFields<T>,
): void {
  const count = countOf(values, field);
  for (let i = 0; i < count; i++) putMessage(writer, tag, values?.[i] as T, field, write);
}

export function eachInt32(writer: Writer, tag: number, values: readonly number[] | undefined, field: string): void {
  const count = countOf(values, field);
  if (count === 0) return;
  writer.uint32(tag).fork();
  for (const value of values ?? []) {
    checkInt32(value, field);
    writer.int32(value);
  }
  writer.ldelim();
}

export function eachUint32(writer: Writer, tag: number, values: readonly number[] | undefined, field: string): void {
  const count = countOf(values, field);
  if (count === 0) return;
  writer.uint32(tag).fork();
  for (const value of values ?? []) {
    checkUint32(value, field);
    writer.uint32(value);
  }
  writer.ldelim();
}

export function eachInt64(writer: Writer, tag: number, values: readonly bigint[] | undefined, field: string): void {
  const count = countOf(values, field);
  if (count === 0) return;
  writer.uint32(tag).fork();
  for (const given of values ?? []) {
    const value = isFromJson ? bigintOf(given, field) : given;
    checkInt64(value, field);
    writer.int64(String(value));
  }
  writer.ldelim();
}

/**
 * The length of a list, which is then gone through by index: messages are mostly empty lists, and iterating over those
 * would be most of what encoding costs.
 */
function countOf(values: readonly unknown[] | undefined, field: string): number {
  if (values === undefined) return 0;
  if (!Array.isArray(values)) throw mismatch(field, values, 'an array');
  return values.length;
}

type Entries<V> = { readonly [key: string]: V | undefined } | undefined;

/** Writes a `map<string, V>` in the order of its keys in the object. */
export function map<V>(writer: Writer, tag: number, entries: Entries<V>, field: string, putValue: PutValue<V>): void {
  eachEntry(writer, tag, entries, field, putValue, putStringKey);
}

/** Writes a `map<int64, V>`, whose keys are in decimal digits. */
export function int64Map<V>(
  writer: Writer,
  tag: number,
  entries: Entries<V>,
  field: string,
  putValue: PutValue<V>,
): void {
  eachEntry(writer, tag, entries, field, putValue, putInt64Key);
}

type PutKey = (writer: Writer, key: string, field: string) => void;

const putStringKey: PutKey = (writer, key) => {
  writer.uint32(10).string(key);
};

const putInt64Key: PutKey = (writer, key, field) => {
  if (!/^(0|-?[1-9]\d*)$/.test(key)) throw mismatch(`${field}'s key`, key, 'the digits of an integer');
  checkInt64(BigInt(key), `${field}'s key`);
  writer.uint32(8).int64(key);
};

function eachEntry<V>(
  writer: Writer,
  tag: number,
  entries: Entries<V>,
  field: string,
  putValue: PutValue<V>,
  putKey: PutKey,
): void {
  if (entries === undefined) return;
  if (typeof entries !== 'object' || entries === null) throw mismatch(field, entries, 'an object of keys and values');
  for (const key in entries) {
    const value = Object.hasOwn(entries, key) ? entries[key] : undefined;
    if (value === undefined) continue;
    writer.uint32(tag).fork();
    putKey(writer, key, field);
    putValue(writer, 2, value, `${field}[${JSON.stringify(key)}]`);
    writer.ldelim();
  }
}

export const stringValue: PutValue<string> = (writer, number, value, field) =>
  putString(writer, (number << 3) | 2, value, field);

export const bytesValue: PutValue<Uint8Array> = (writer, number, value, field) => {
  writer.uint32((number << 3) | 2).bytes(bytesOf(value, field));
};

export const uint32Value: PutValue<number> = (writer, number, value, field) => {
  checkUint32(value, field);
  writer.uint32(number << 3).uint32(value);
};

export const boolValue: PutValue<boolean> = (writer, number, value, field) =>
  putBool(writer, number << 3, value, field);

export const messageValue =
  <T>(write: WriteFields<T>): PutValue<T> =>
  (writer, number, value, field) =>
    putMessage(writer, (number << 3) | 2, value, field, write);

function putString(writer: Writer, tag: number, value: string, field: string): void {
  if (typeof value !== 'string') throw mismatch(field, value, 'a string');
  writer.uint32(tag).string(value);
}

function putBool(writer: Writer, tag: number, value: boolean, field: string): void {
  checkBool(value, field);
  writer.uint32(tag).bool(value);
}

function putMessage<T>(writer: Writer, tag: number, value: T, field: string, write: WriteFields<T>): void {
  checkObject(value, field);
  writer.uint32(tag).fork();
  write(writer, value);
  writer.ldelim();
}

export function checkObject(value: unknown, field: string): void {
  if (typeof value !== 'object' || value === null) throw mismatch(field, value, 'an object');
}

function checkBool(value: unknown, field: string): void {
  if (typeof value !== 'boolean') throw mismatch(field, value, 'true or false');
}

function checkInt32(value: number, field: string): void {
  if (typeof value !== 'number' || (value | 0) !== value) throw mismatch(field, value, 'a signed 32-bit integer');
}

function checkUint32(value: number, field: string): void {
  if (typeof value !== 'number' || value >>> 0 !== value) throw mismatch(field, value, 'an unsigned 32-bit integer');
}

function checkInt64(value: bigint, field: string): void {
  if (typeof value !== 'bigint' || value > maxInt64 || value < -maxInt64 - 1n) {
    throw mismatch(field, value, 'a signed 64-bit integer');
  }
}

function bytesOf(value: unknown, field: string): Uint8Array {
  if (value instanceof Uint8Array) return value;
  if (
    isFromJson &&
    typeof value === 'object' &&
    value !== null &&
    'base64' in value &&
    typeof value.base64 === 'string'
  )
    return Buffer.from(value.base64, 'base64');
  throw mismatch(field, value, 'bytes (a Uint8Array)');
}

function bigintOf(value: unknown, field: string): bigint {
  if (typeof value === 'bigint') return value;
  if (isFromJson && typeof value === 'string' && /^-?\d+$/.test(value)) return BigInt(value);
  throw mismatch(field, value, 'a bigint');
}
