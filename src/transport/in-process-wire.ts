import type { CallStatus } from '../client/connection.js';
import type { Http2ErrorCodeName } from '../protocol/http2-error-code.js';
import { type StatusCode, statusCodes } from '../protocol/status-code.js';
import type { WireControl } from './wire-control.js';

/** What a grpc-js client sees of faults under the call, over a socket, in its words. */
export function inProcessWire(end: (status: CallStatus) => void, drop: (reason: string) => void): WireControl {
  return {
    endWithoutStatus: () => end({ code: statusCodes.UNKNOWN, message: 'No status received', trailers: {} }),
    reset: (code) => end(statusOfReset(code)),
    // A client of a connection that drains makes its next calls on a new one, unseen.
    goAway: (how) => how === 'immediate' && drop('Connection dropped'),
    dropConnection: () => drop('Connection dropped'),
  };
}

function statusOfReset(name: Http2ErrorCodeName): CallStatus {
  return {
    code: byResetCode[name] ?? statusCodes.INTERNAL,
    message: `Received RST_STREAM with code ${name}`,
    trailers: {},
  };
}

const byResetCode: Partial<Readonly<Record<Http2ErrorCodeName, StatusCode>>> = {
  REFUSED_STREAM: statusCodes.UNAVAILABLE,
  CANCEL: statusCodes.CANCELLED,
  ENHANCE_YOUR_CALM: statusCodes.RESOURCE_EXHAUSTED,
  INADEQUATE_SECURITY: statusCodes.PERMISSION_DENIED,
};
