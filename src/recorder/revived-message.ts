import type { MethodName } from '../protocol/methods.js';
import type { Revision } from '../protocol/revision.js';
import { methodOf } from '../protocol/service.js';
import { ProtocolError } from '../protocol/protocol-error.js';
import { JournalError } from './journal-error.js';

/** Keys of 64-bit integers, and of bytes, in the messages whose every key is ours. */
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
 * A message as it was before it was written to JSON, complete with its defaults.
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
    // Requests are complete, and may have fields of another revision.
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
    if (typeof value === 'string' && bytes.includes(key)) return base64(value);
    if (Array.isArray(value) && lists.includes(key)) return value.map((item) => base64(String(item)));
    return deeply(value);
  });
}

function fileData(json: unknown): unknown {
  return isObject(json) && typeof json['data'] === 'string' ? { ...json, data: base64(json['data']) } : json;
}

/** Build options hold maps whose keys are anybody's: only what is known to be an integer is one. */
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

function base64(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'base64'));
}

function mapValues(
  object: Readonly<Record<string, unknown>>,
  map: (value: unknown, key: string) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(value, key)]));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
