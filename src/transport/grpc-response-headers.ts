import type { OutgoingHttpHeaders } from 'node:http2';
import { encodeGrpcMessage, toHeader } from '../client/grpc-headers.js';
import { outcomeThatFits } from './outcome-that-fits.js';
import type { Outcome } from './server-call.js';

/** The HTTP/2 headers with which a reply begins. */
export function responseHeaders(type: string): OutgoingHttpHeaders {
  return { ':status': 200, 'content-type': type };
}

/** An option of node:http2's `respond`, because grpc-go sends no date. */
export const withoutDate: object = { sendDate: false };

/** Writes how a call ended as trailers. */
export function trailersOf(outcome: Outcome): OutgoingHttpHeaders {
  const { code, message, details } = outcomeThatFits(outcome);
  return {
    'grpc-status': String(code),
    'grpc-message': kept(encodeGrpcMessage(message)),
    ...(details === undefined ? {} : { 'grpc-status-details-bin': toHeader(details) }),
  };
}

/**
 * grpc-go leaves blanks as they are; but nghttp2, which is beneath every client on Node, drops a header that begins or
 * ends with one, and with it the whole text. To all who read it, a blank that is encoded is a blank.
 */
function kept(text: string): string {
  return text.replace(/^ | $/g, '%20');
}
