import { isoSeconds, timeOfIso } from './iso-time.js';

/** A moment as protobuf has it: since the Unix epoch. */
interface Timestamp {
  readonly seconds: bigint;
  readonly nanos: number;
}

const form = /^(\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?([Zz]|[+-]\d\d:\d\d)$/;

/** The moment that a text in RFC 3339 names, to the nanosecond; undefined when it names none. */
export function timestampOf(text: string): Timestamp | undefined {
  const [, whole = '', fraction = '', zone = ''] = form.exec(text) ?? [];
  const ms = timeOfIso(`${whole}${zone}`.toUpperCase());
  if (whole === '' || Number.isNaN(ms)) return undefined;
  return { seconds: BigInt(ms / 1000), nanos: Number(fraction.padEnd(9, '0')) };
}

/** A moment in RFC 3339 as Go prints it: in UTC, without zeros at the end of the fraction. */
export function rfc3339({ seconds, nanos }: Timestamp): string {
  const whole = isoSeconds(Number(seconds)).slice(0, -1);
  const fraction = nanos === 0 ? '' : `.${String(nanos).padStart(9, '0').replace(/0+$/, '')}`;
  return `${whole}${fraction}Z`;
}
