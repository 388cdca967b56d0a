import type { ErrorDetail } from '../protocol/error-detail.js';
import { errorDetail } from '../protocol/status-details.js';
import { JournalError } from './journal-error.js';

/**
 * Turns the typed details of an error from JSON into what they were before.
 * @throws JournalError when they are none
 */
export function revivedDetails(written: unknown, line: number): readonly ErrorDetail[] {
  if (!Array.isArray(written)) throw new JournalError(line, 'expected status.details to be a list');
  return written.map((detail: unknown) => revivedDetail(detail, line));
}

function revivedDetail(written: unknown, line: number): ErrorDetail {
  if (typeof written === 'object' && written !== null && 'typeUrl' in written && typeof written.typeUrl === 'string') {
    const { typeUrl } = written;
    if ('json' in written) return errorDetail(typeUrl, written.json);
    if ('base64' in written && typeof written.base64 === 'string')
      return { typeUrl, value: new Uint8Array(Buffer.from(written.base64, 'base64')) };
  }
  throw new JournalError(line, 'expected each of status.details to be {typeUrl, json} or {typeUrl, base64}');
}
