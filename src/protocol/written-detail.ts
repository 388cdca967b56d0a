import { base64 } from './base64.js';
import type { ErrorDetail } from './error-detail.js';
import { errorDetail } from './status-details.js';

/**
 * A typed detail as data for JSON.
 *
 * @since 0.1.0
 */
export type WrittenDetail =
  | { readonly typeUrl: string; readonly json: unknown }
  | { readonly typeUrl: string; readonly base64: string };

/** A detail as data for JSON. */
export function writtenDetail({ typeUrl, value, json }: ErrorDetail): WrittenDetail {
  const isWhole = json !== undefined && Buffer.compare(errorDetail(typeUrl, json).value, value) === 0;
  return isWhole ? { typeUrl, json } : { typeUrl, base64: base64(value) };
}

/** The bytes of a detail that was written. */
export function detailBytes(detail: WrittenDetail): Uint8Array {
  if ('base64' in detail) return new Uint8Array(Buffer.from(detail.base64, 'base64'));
  return errorDetail(detail.typeUrl, detail.json).value;
}
