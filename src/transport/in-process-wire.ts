import type { CallStatus } from '../client/connection.js';
import { http2ErrorCodes, type Http2ErrorCodeName } from '../protocol/http2-error-code.js';
import { type StatusCode, statusCodes } from '../protocol/status-code.js';
import type { WireControl } from './wire-control.js';

/** Faults under a call in this process: each does what a grpc-js client would see of it over a socket, in its words. */
export function inProcessWire(end: (status: CallStatus) => void, drop: (reason: string) => void): WireControl {
  return {
    endWithoutStatus: () => end({ code: statusCodes.UNKNOWN, message: 'Received HTTP status code 200', trailers: {} }),
    reset: (code) => end(statusOfReset(code)),
    // The client of a connection that drains makes its next calls on a new one, without anybody seeing that.
    goAway: (how) => how === 'immediate' && drop('Connection dropped'),
    dropConnection: () => drop('Connection dropped'),
  };
}

function statusOfReset(name: Http2ErrorCodeName): CallStatus {
  const [code, message] = inItsWords[name] ?? [
    statusCodes.INTERNAL,
    `Received RST_STREAM with code ${http2ErrorCodes[name]}`,
  ];
  return { code, message, trailers: {}, ...(name === 'REFUSED_STREAM' ? { refused: true } : {}) };
}

const inItsWords: Partial<Readonly<Record<Http2ErrorCodeName, readonly [StatusCode, string]>>> = {
  NO_ERROR: [statusCodes.INTERNAL, 'Received RST_STREAM with code 0 (Call ended without gRPC status)'],
  INTERNAL_ERROR: [statusCodes.INTERNAL, 'Received RST_STREAM with code 2 (Internal server error)'],
  REFUSED_STREAM: [statusCodes.UNAVAILABLE, 'Stream refused by server'],
  CANCEL: [statusCodes.CANCELLED, 'Call cancelled'],
  ENHANCE_YOUR_CALM: [statusCodes.RESOURCE_EXHAUSTED, 'Bandwidth exhausted or memory limit exceeded'],
  INADEQUATE_SECURITY: [statusCodes.PERMISSION_DENIED, 'Protocol not secure enough'],
};
