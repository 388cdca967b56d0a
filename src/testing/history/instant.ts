import { timestampOf } from '../../time/rfc3339.js';
import { decimal } from './decimal.js';

/** What Go writes for a time that is not set: the first instant of the year 1, in seconds since the Unix epoch. */
const goZeroSeconds = -62_135_596_800n;
const billion = 1_000_000_000n;

/**
 * An instant in nanoseconds since the Unix epoch, of a protobuf timestamp, a date or a text in RFC 3339; undefined where
 * there is none.
 */
export function instantOf(told: unknown): bigint | undefined {
  if (told === undefined || told === null || told === '') return undefined;
  if (typeof told === 'string') return ofText(told);
  if (typeof told !== 'object') return undefined;
  if ('getTime' in told && typeof told.getTime === 'function')
    return BigInt((told as { getTime(): number }).getTime()) * 1_000_000n;
  if (!('seconds' in told)) return undefined;
  const seconds = BigInt(decimal(told.seconds));
  const nanos = 'nanos' in told ? BigInt(decimal(told.nanos)) : 0n;
  return seconds === goZeroSeconds ? undefined : seconds * billion + nanos;
}

function ofText(text: string): bigint | undefined {
  const { seconds, nanos } = timestampOf(text) ?? { seconds: goZeroSeconds, nanos: 0 };
  return seconds === goZeroSeconds ? undefined : seconds * billion + BigInt(nanos);
}
