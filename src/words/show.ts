import { inspect } from 'node:util';

/** A protobuf Timestamp. */
interface Timestamp {
  readonly seconds: bigint;
  readonly nanos: number;
}

/** How much of a value is shown in a line of a report, in characters. */
const usualLimit = 300;
/** How much of a text is shown within a message, in characters. */
const longestText = 120;

/**
 * Shows any value as one line of text: bytes are shown as text where they are text, long values are cut, and there are
 * no control characters.
 */
export function show(value: unknown, limit = usualLimit): string {
  const text = inspect(presentable(value, false), {
    depth: 8,
    breakLength: Infinity,
    compact: true,
    maxStringLength: limit,
    maxArrayLength: 20,
    sorted: false,
  });
  return text.length <= limit + 40 ? text : `${text.slice(0, limit)}… (${text.length} characters)`;
}

/**
 * Shows a message as {@link show} does, but for a step: fields that have their default value are left out, digests are
 * shortened, and times are seconds since the Unix epoch.
 */
export function showMessage(message: unknown, limit = usualLimit): string {
  return show(presentable(message, true), limit);
}

/** A text that `inspect` prints as it is. */
class Verbatim {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
  [inspect.custom](): string {
    return this.text;
  }
}

function presentable(value: unknown, brief: boolean): unknown {
  if (value instanceof Uint8Array) return new Verbatim(showBytes(value));
  if (Array.isArray(value)) return value.map((item) => presentable(item, brief));
  if (brief && typeof value === 'string') return shortened(value);
  if (typeof value !== 'object' || value === null || !isPlain(value)) return value;
  if (brief && isTimestamp(value)) return new Verbatim(`@${value.seconds}.${String(value.nanos).padStart(9, '0')}`);
  const entries = Object.entries(value).filter(([key, item]) => !brief || key === 'fd' || !isDefault(item));
  return Object.fromEntries(entries.map(([key, item]) => [key, presentable(item, brief)]));
}

function shortened(text: string): string {
  const digests = text.replace(/sha256:([0-9a-f]{12})[0-9a-f]{52}/g, 'sha256:$1…');
  return digests.length <= longestText ? digests : `${digests.slice(0, 60)}… (${digests.length} characters)`;
}

function isTimestamp(value: object): value is Timestamp {
  return Object.keys(value).length === 2 && 'seconds' in value && 'nanos' in value;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function isDefault(value: unknown): boolean {
  if (value instanceof Uint8Array || Array.isArray(value)) return value.length === 0;
  if (typeof value === 'object' && value !== null) return isPlain(value) && Object.keys(value).length === 0;
  return value === '' || value === 0 || value === 0n || value === false || value === undefined;
}

/** Shows bytes as `bytes 'ab\n'`, or as `bytes (4096) 31 0a 32 …` when they are not short text. */
function showBytes(bytes: Uint8Array): string {
  const text = asText(bytes);
  if (text !== undefined && bytes.length <= 120) return `bytes ${inspect(text)}`;
  if (text !== undefined) return `bytes (${bytes.length}) ${inspect(text.slice(0, 60))}…`;
  const head = [...bytes.subarray(0, 12)].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
  return `bytes (${bytes.length}) ${head}${bytes.length > 12 ? ' …' : ''}`;
}

function asText(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
