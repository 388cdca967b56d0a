import { base64 } from '../protocol/base64.js';
import { dataPath } from './data-path.js';
import { ScenarioError } from './scenario-error.js';
import type { Written } from './written.js';

/** No real scenario nests deeper; data that holds itself does. */
const deepest = 64;

/**
 * Turns what was written into plain data, as a file would hold it: builders and expressions are resolved, and fields
 * that are `undefined` are left out. The result shares nothing with what was written.
 * @throws ScenarioError for what no file can hold: functions, cycles, integers beyond 2^53 - 1.
 */
export function toData<T>(written: Written<T>, path = ''): T {
  return plain(written, path, 0) as T;
}

function plain(value: unknown, path: string, depth: number): unknown {
  if (depth > deepest) throw refusal(path, `nested more than ${deepest} deep, or holds itself`);
  switch (typeof value) {
    case 'string':
    case 'boolean':
    case 'undefined':
      return value;
    case 'number':
      return value === 0 ? 0 : value;
    case 'bigint':
      if (Number.isSafeInteger(Number(value))) return Number(value);
      throw refusal(path, `${value} is beyond what a file can hold: the largest is ${Number.MAX_SAFE_INTEGER}`);
    case 'object':
      return value === null ? null : plainObject(value, path, depth);
    case 'function':
    case 'symbol':
      throw refusal(path, `a ${typeof value} is no data`);
  }
}

function plainObject(value: object, path: string, depth: number): unknown {
  if (value instanceof RegExp) return patternOf(value);
  if (value instanceof Uint8Array) return { base64: base64(value) };
  if (Array.isArray(value)) return Array.from(value, (element, i) => plain(element, dataPath(path, i), depth + 1));
  if (isBuilder(value)) return plain(value.toJSON(), path, depth + 1);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .map(([key, field]) => [key, plain(field, dataPath(path, key), depth + 1)]),
  );
}

function isBuilder(value: object): value is { toJSON(): unknown } {
  return 'toJSON' in value && typeof value.toJSON === 'function';
}

/** The flag `g` is dropped, because every use looks for the first match only. */
function patternOf({ source, flags }: RegExp): { readonly pattern: string; readonly flags?: string } {
  const rest = flags.replaceAll(/[gd]/g, '');
  return rest === '' ? { pattern: source } : { pattern: source, flags: rest };
}

function refusal(path: string, message: string): ScenarioError {
  return new ScenarioError([{ path, message }]);
}
