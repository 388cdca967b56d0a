import type { OutgoingHttpHeaders } from 'node:http2';
import { encodeGrpcMessage, toHeader } from '../client/grpc-headers.js';
import { detailsThatFit } from './details-that-fit.js';
import type { Outcome } from './server-call.js';

/** The HTTP/2 headers with which a reply begins. */
export const responseHeaders: OutgoingHttpHeaders = { ':status': 200, 'content-type': 'application/grpc' };

/** How a call ended, as trailers. */
export function trailersOf({ code, message, details: all }: Outcome): OutgoingHttpHeaders {
  const details = detailsThatFit(all);
  return {
    'grpc-status': String(code),
    ...(message === '' ? {} : { 'grpc-message': encodeGrpcMessage(message) }),
    ...(details === undefined ? {} : { 'grpc-status-details-bin': toHeader(details) }),
  };
}
