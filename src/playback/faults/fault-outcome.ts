import { statusCodes } from '../../protocol/status-code.js';
import { encodeStatusDetails } from '../../protocol/status-details.js';
import type { FaultStatus } from '../../scenarios/model/fault-script.js';
import type { Outcome } from '../../transport/server-call.js';
import { typedDetail } from '../recorded/typed-detail.js';

/** The end of a call that a fault ends. */
export function faultOutcome({ code: name, message = '', details = [] }: FaultStatus): Outcome {
  const code = statusCodes[name];
  if (details.length === 0) return { code, message };
  return { code, message, details: encodeStatusDetails({ code, message, details: details.map(typedDetail) }) };
}
