import { isObject } from '../protocol/is-object.js';
import type { MethodName } from '../protocol/methods.js';
import type { Revision } from '../protocol/revision.js';
import { methodOf } from '../protocol/service.js';
import { ProtocolError } from '../protocol/protocol-error.js';
import { JournalError } from './journal-error.js';

/** Keys of 64-bit integers and of bytes, in messages that have no keys of the client's choosing. */
const integers = ['seconds', 'current', 'total', 'level', 'stream'];
const bytes = ['message', 'data', 'short'];
const lists = ['detail', 'def'];

/** Which message it is, and in which line of a journal. */
export interface Written {
  readonly revision: Revision;
  readonly method: MethodName;
  readonly way: 'request' | 'response';
  readonly line: number;
}

/**
 * Turns a message from JSON into what it was before, complete with its defaults.
 * @throws JournalError when it is no such message
 */
export function revivedMessage(json: unknown, { revision, method, way, line }: Written): unknown {
  const codec = methodOf(revision, method)[way] as {
    encode(message: unknown): Uint8Array;
    decode(bytes: Uint8Array): unknown;
  };
  try {
    const message = revived(method, json ?? {});
    const encoded = codec.encode(message);
    // Requests are complete already, and may have fields of another revision.
    return way === 'request' ? message : codec.decode(encoded);
  } catch (error) {
    if (error instanceof ProtocolError) throw new JournalError(line, error.message);
    throw error;
  }
}

function revived(method: MethodName, json: unknown): unknown {
  switch (method) {
    case 'Status':
    case 'Input':
      return deeply(json);
    case 'Invoke':
      return fileData(json);
    case 'Build':
    case 'Inspect':
      return withOptions(json);
    default:
      return json;
  }
}

function deeply(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(deeply);
  if (!isObject(json)) return json;
  return mapValues(json, (value, key) => {
    if (typeof value === 'string' && integers.includes(key)) return integer(value);
    if (bytes.includes(key)) return base64(value);
    if (Array.isArray(value) && lists.includes(key)) return value.map(base64);
    return deeply(value);
  });
}

function fileData(json: unknown): unknown {
  return isObject(json) && 'data' in json ? { ...json, data: base64(json['data']) } : json;
}

/**
 * Revives build options. They hold maps with keys of the client's choosing, so only fields that are known to be
 * integers become such.
 */
function withOptions(json: unknown): unknown {
  if (!isObject(json) || !isObject(json['options'])) return json;
  const { shmSize, ulimits, sourcePolicy, ...options } = json['options'];
  return {
    ...json,
    options: {
      ...options,
      ...(shmSize !== undefined && { shmSize: integer(shmSize) }),
      ...(isObject(ulimits) &&
        isObject(ulimits['values']) && { ulimits: { values: mapValues(ulimits['values'], ulimit) } }),
      ...(isObject(sourcePolicy) && {
        sourcePolicy: { ...sourcePolicy, version: integer(sourcePolicy['version'] ?? '0') },
      }),
    },
  };
}

function ulimit(value: unknown): unknown {
  return isObject(value)
    ? { ...value, hard: integer(value['hard'] ?? '0'), soft: integer(value['soft'] ?? '0') }
    : value;
}

function integer(value: unknown): unknown {
  return typeof value === 'string' && /^-?\d+$/.test(value) ? BigInt(value) : value;
}

/** Bytes as they were written: `{base64}`. What is none stays as it is, for its codec to refuse. */
function base64(value: unknown): unknown {
  const text = isObject(value) ? value['base64'] : undefined;
  return typeof text === 'string' ? new Uint8Array(Buffer.from(text, 'base64')) : value;
}

function mapValues(
  object: Readonly<Record<string, unknown>>,
  map: (value: unknown, key: string) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(value, key)]));
}
