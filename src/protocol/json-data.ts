import { base64 } from './base64.js';

/**
 * Turns something that holds messages into data that JSON can express: 64-bit integers become decimal strings, and
 * bytes become `{base64}`, as in scenarios. A reporter that meets a bigint in `JSON.stringify` throws, and may lose the very failure that it
 * was to report.
 */
export function jsonData(value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof Uint8Array) return { base64: base64(value) };
  if (Array.isArray(value)) return value.map(jsonData);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, jsonData(item)]));
}

/**
 * Lets `JSON.stringify` take an object that holds messages. Nothing else sees a difference: what is added is no part of
 * the object's data, so that the object is equal to what it was and can be cloned.
 */
export function withJson<T extends object>(holder: T): T {
  return Object.defineProperty(holder, 'toJSON', inJson);
}

const inJson: PropertyDescriptor = {
  value(this: object): unknown {
    return jsonData(this);
  },
  configurable: true,
  writable: true,
};
