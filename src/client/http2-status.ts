import { constants, type IncomingHttpHeaders } from 'node:http2';
import { type StatusCode, statusCodes } from '../protocol/status-code.js';
import type { CallStatus } from './connection.js';
import { decodeGrpcMessage, toMetadata } from './grpc-headers.js';

/** Reads the status that trailers (or the headers of a reply without a body) carry; undefined when they carry none. */
export function statusInTrailers(trailers: IncomingHttpHeaders): CallStatus | undefined {
  const text = trailers['grpc-status'];
  if (text === undefined) return undefined;
  const message = trailers['grpc-message'];
  const code = /^\d{1,9}$/.test(String(text)) ? Number(text) : undefined;
  if (code === undefined) {
    return { code: statusCodes.UNKNOWN, message: `the server sent the status ${JSON.stringify(text)}`, trailers: {} };
  }
  return {
    code,
    message: typeof message === 'string' ? decodeGrpcMessage(message) : '',
    trailers: toMetadata(trailers),
  };
}

const byHttpStatus: Readonly<Record<number, StatusCode>> = {
  400: statusCodes.INTERNAL,
  401: statusCodes.UNAUTHENTICATED,
  403: statusCodes.PERMISSION_DENIED,
  404: statusCodes.UNIMPLEMENTED,
  429: statusCodes.UNAVAILABLE,
  502: statusCodes.UNAVAILABLE,
  503: statusCodes.UNAVAILABLE,
  504: statusCodes.UNAVAILABLE,
};

/** The status of a call whose response headers are not gRPC's; undefined when they are. */
export function faultInHeaders(headers: IncomingHttpHeaders, address: string): CallStatus | undefined {
  const http = Number(headers[':status']);
  const type = headers['content-type'];
  if (http === 200 && type !== undefined && /^application\/grpc(?:$|[+;])/.test(type)) return undefined;
  return {
    code: byHttpStatus[http] ?? statusCodes.UNKNOWN,
    message: `${address} does not speak gRPC: it answered with HTTP status ${http} and content-type ${type ?? '(none)'}`,
    trailers: toMetadata(headers),
  };
}

/** The status for each reset code, by gRPC's own table; codes that it does not name become UNKNOWN. */
const byResetCode: Readonly<Record<number, readonly [StatusCode, string]>> = {
  [constants.NGHTTP2_NO_ERROR]: [statusCodes.INTERNAL, 'NO_ERROR, without a status'],
  [constants.NGHTTP2_PROTOCOL_ERROR]: [statusCodes.INTERNAL, 'PROTOCOL_ERROR'],
  [constants.NGHTTP2_INTERNAL_ERROR]: [statusCodes.INTERNAL, 'INTERNAL_ERROR'],
  [constants.NGHTTP2_FLOW_CONTROL_ERROR]: [statusCodes.INTERNAL, 'FLOW_CONTROL_ERROR'],
  [constants.NGHTTP2_SETTINGS_TIMEOUT]: [statusCodes.INTERNAL, 'SETTINGS_TIMEOUT'],
  [constants.NGHTTP2_FRAME_SIZE_ERROR]: [statusCodes.INTERNAL, 'FRAME_SIZE_ERROR'],
  [constants.NGHTTP2_REFUSED_STREAM]: [statusCodes.UNAVAILABLE, 'REFUSED_STREAM'],
  [constants.NGHTTP2_CANCEL]: [statusCodes.CANCELLED, 'CANCEL'],
  [constants.NGHTTP2_COMPRESSION_ERROR]: [statusCodes.INTERNAL, 'COMPRESSION_ERROR'],
  [constants.NGHTTP2_CONNECT_ERROR]: [statusCodes.INTERNAL, 'CONNECT_ERROR'],
  [constants.NGHTTP2_ENHANCE_YOUR_CALM]: [statusCodes.RESOURCE_EXHAUSTED, 'ENHANCE_YOUR_CALM'],
  [constants.NGHTTP2_INADEQUATE_SECURITY]: [statusCodes.PERMISSION_DENIED, 'INADEQUATE_SECURITY'],
};

/** The status of a call whose stream the server reset. */
export function statusOfReset(code: number): CallStatus {
  const [status, name] = byResetCode[code] ?? [statusCodes.UNKNOWN, `code ${code}`];
  return { code: status, message: `the server reset the stream: ${name}`, trailers: {} };
}
