import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http2';
import { packageVersion } from '../package/version.js';
import type { Metadata } from './connection.js';

/** The HTTP/2 headers with which a call begins. */
export function requestHeaders(
  path: string,
  authority: string,
  metadata: Metadata,
  deadlineMs: number | undefined,
): OutgoingHttpHeaders {
  const headers: OutgoingHttpHeaders = {};
  for (const [key, values] of Object.entries(metadata)) headers[key.toLowerCase()] = values.map(toHeader);
  return {
    ...headers,
    ':method': 'POST',
    ':scheme': 'http',
    ':path': path,
    ':authority': authority,
    te: 'trailers',
    'content-type': 'application/grpc',
    'user-agent': `buildx-testkit/${packageVersion()}`,
    ...(deadlineMs === undefined ? {} : { 'grpc-timeout': timeoutHeader(deadlineMs) }),
  };
}

/** Writes a value of metadata as a header; bytes become base64 without padding. */
export function toHeader(value: string | Uint8Array): string {
  return typeof value === 'string' ? value : Buffer.from(value).toString('base64').replace(/=+$/, '');
}

/** Writes a deadline as `grpc-timeout`: at most eight digits and a unit. */
function timeoutHeader(deadlineMs: number): string {
  const most = 99_999_999;
  const ms = Math.ceil(deadlineMs);
  if (ms <= most) return `${ms}m`;
  const seconds = Math.ceil(ms / 1000);
  return seconds <= most ? `${seconds}S` : `${Math.min(Math.ceil(seconds / 3600), most)}H`;
}

/** Reads headers or trailers as metadata, without HTTP/2's own fields and without the status. */
export function toMetadata(headers: IncomingHttpHeaders): Metadata {
  const metadata: Record<string, readonly (string | Uint8Array)[]> = {};
  for (const [key, value] of Object.entries(headers)) {
    if (key.startsWith(':') || key === 'grpc-status' || key === 'grpc-message' || value === undefined) continue;
    const values = Array.isArray(value) ? value : [value];
    metadata[key] = key.endsWith('-bin') ? values.flatMap(binaryValues) : values;
  }
  return metadata;
}

/** Splits a `-bin` header: several values of a key may stand in one, with commas, which base64 does not have. */
function binaryValues(value: string): Uint8Array[] {
  return value.split(',').map((part) => new Uint8Array(Buffer.from(part.trim(), 'base64')));
}

/** Decodes `grpc-message`, which is UTF-8 with %XX; what is not so encoded stays as it is. */
export function decodeGrpcMessage(text: string): string {
  if (!text.includes('%')) return text;
  const bytes = Buffer.from(text, 'utf8').toString('latin1');
  const decoded = bytes.replace(/%([0-9a-fA-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(decoded, 'latin1').toString('utf8');
}

/** Encodes `grpc-message`: everything but printable ASCII becomes %XX of its UTF-8. */
export function encodeGrpcMessage(text: string): string {
  return Buffer.from(text, 'utf8')
    .toString('latin1')
    .replace(/[^ -$&-~]/g, (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
}
