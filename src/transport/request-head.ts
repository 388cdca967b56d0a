import type { Metadata } from '../client/connection.js';
import { statusCodes } from '../protocol/status-code.js';
import { decodeBinaryHeader } from './binary-header.js';
import { goQuote } from '../words/go-quote.js';
import { parseTimeout } from './grpc-timeout.js';
import type { Outcome } from './server-call.js';

/** The headers with which a call begins. */
export interface RequestHead {
  readonly path: string;
  readonly metadata: Metadata;
  /** The value of `grpc-encoding`; empty when there is none. */
  readonly encoding: string;
  /** The `content-type` of the reply, which repeats what follows `application/grpc` in the client's. */
  readonly type: string;
  readonly timeoutMs?: number;
}

/** How a call is refused: an HTTP status, and a gRPC status beside it. */
export interface RefusedHead {
  readonly http: number;
  readonly type: string;
  readonly outcome: Outcome;
}

/** The server's words when a deadline has passed. */
export const deadlineExceeded = 'context deadline exceeded';

/** Headers of gRPC and HTTP themselves, which are no metadata. */
const reserved: ReadonlySet<string> = new Set(['te', 'host', 'accept-encoding', 'grpc-accept-encoding']);

/**
 * Reads the headers of a call.
 *
 * @param raw names and values in turns, in the order in which they came
 */
export function readHead(raw: readonly string[]): RequestHead | RefusedHead {
  const metadata: Record<string, (string | Uint8Array)[]> = {};
  let method = '';
  let path = '';
  let encoding = '';
  let contentType = '';
  let timeoutMs: number | undefined;
  let malformed: string | undefined;
  for (let i = 0; i + 1 < raw.length; i += 2) {
    const name = raw[i] as string;
    const value = raw[i + 1] as string;
    if (name === ':method') method = value;
    else if (name === ':path') path = value;
    else if (name === 'content-type') contentType = value;
    else if (name === 'grpc-encoding') encoding = value;
    else if (name === 'grpc-timeout') {
      const timeout = parseTimeout(value);
      if (typeof timeout === 'number') timeoutMs = timeout;
      else malformed = `malformed grpc-timeout: ${timeout.malformed}`;
    } else if (!name.startsWith(':') && !reserved.has(name)) {
      const one = name.endsWith('-bin') ? decodeBinaryHeader(value) : value;
      if (typeof one === 'string' || one instanceof Uint8Array) (metadata[name] ??= []).push(one);
      else
        malformed = `malformed binary metadata ${goQuote(value)} in header ${goQuote(name)}: ${corrupt(one.corruptAt)}`;
    }
  }
  const subtype = subtypeOf(contentType);
  const type = `application/grpc${subtype === undefined || subtype === '' ? '' : `+${subtype}`}`;
  const refuse = (http: number, code: number, message: string): RefusedHead => ({
    http,
    type,
    outcome: { code, message },
  });
  if (subtype === undefined) {
    return refuse(415, statusCodes.INVALID_ARGUMENT, `invalid gRPC request content-type ${goQuote(contentType)}`);
  }
  if (malformed !== undefined) return refuse(400, statusCodes.INTERNAL, malformed);
  if (method !== 'POST') return refuse(405, statusCodes.INTERNAL, notPost(method));
  // Refused at once, because nobody waits for the answer any more; grpc-go's handler may still be quicker than its
  // timer.
  if (timeoutMs === 0) return refuse(200, statusCodes.DEADLINE_EXCEEDED, deadlineExceeded);
  return { path, metadata, encoding, type, ...(timeoutMs === undefined ? {} : { timeoutMs }) };
}

/** The refusal of other HTTP methods, in the words of the default revision; later ones have others. */
function notPost(method: string): string {
  return `http2Server.operateHeaders parsed a :method field: ${method} which should be POST`;
}

function corrupt(at: number): string {
  return `illegal base64 data at input byte ${at}`;
}

/** The part of a content type after `application/grpc`; undefined for one that is not gRPC's. */
function subtypeOf(contentType: string): string | undefined {
  const name = 'application/grpc';
  if (contentType === name) return '';
  const rest = contentType.startsWith(name) ? contentType.slice(name.length) : '';
  return rest.startsWith('+') || rest.startsWith(';') ? rest.slice(1) : undefined;
}
