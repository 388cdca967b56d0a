import type { ErrorDetail } from '../../protocol/error-detail.js';
import { errorDetail } from '../../protocol/status-details.js';
import type { RecordedDetail } from '../../scenarios/model/recorded-build.js';

/** A recorded detail as an error carries it. */
export function typedDetail(detail: RecordedDetail): ErrorDetail {
  if ('json' in detail) return errorDetail(detail.typeUrl, detail.json);
  return { typeUrl: detail.typeUrl, value: new Uint8Array(Buffer.from(detail.base64, 'base64')) };
}
