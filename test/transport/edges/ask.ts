import { type ClientHttp2Session, connect, type IncomingHttpHeaders } from 'node:http2';
import net from 'node:net';
import type { EdgeAnswer, EdgeRequest } from './edge.js';

const good = {
  ':method': 'POST',
  ':path': '/buildx.controller.v1.Controller/Info',
  'content-type': 'application/grpc',
  te: 'trailers',
};

/** Round trips without a word after which a server is taken to say nothing. */
const patience = 5;

/**
 * Puts one call on the wire of a unix socket, on a connection of its own, and tells what came back.
 *
 * @param expected - where it is an answer, that is waited for: a busy server may answer many other calls before
 */
export async function ask(
  path: string,
  { headers, body = Buffer.alloc(5), open }: EdgeRequest,
  expected: EdgeAnswer,
): Promise<EdgeAnswer> {
  const session = connect('http://localhost', {
    createConnection: () => net.connect(path),
    maxSendHeaderBlockLength: 32 * 1024 * 1024,
  });
  session.on('error', () => {});
  try {
    const all = Object.entries({ ...good, ...headers }).filter(([, value]) => value !== undefined);
    const stream = session.request(Object.fromEntries(all), { endStream: false });
    const chunks: Buffer[] = [];
    let heard = 0;
    let first: IncomingHttpHeaders = {};
    let last: IncomingHttpHeaders = {};
    stream.on('error', () => {});
    stream.on('response', (response) => {
      heard++;
      first = response;
    });
    stream.on('trailers', (trailers: IncomingHttpHeaders) => {
      last = trailers;
    });
    stream.on('data', (chunk: Buffer) => {
      heard++;
      chunks.push(chunk);
    });
    const closed = new Promise<'closed'>((resolve) => stream.once('close', () => resolve('closed')));
    const ended = new Promise<'ended'>((resolve) => stream.once('end', () => resolve('ended')));
    if (open === true) stream.write(body);
    else stream.end(body);
    const over = await Promise.race([
      closed,
      ended,
      ...(expected.silent === true ? [silence(session, () => heard)] : []),
    ]);
    if (over === 'silent') return heard === 0 ? { silent: true } : { ...answer(first, last, chunks), silent: true };
    const { rstCode } = stream;
    return {
      ...answer(first, last, chunks),
      ...(first[':status'] === undefined && rstCode !== undefined ? { reset: rstCode } : {}),
    };
  } finally {
    // Node dies of a session that is destroyed while it reads a stream's frames.
    setImmediate(() => session.destroy());
  }
}

async function silence(session: ClientHttp2Session, heard: () => number): Promise<'silent'> {
  let before = -1;
  for (let quiet = 0; quiet < patience; quiet = before === heard() ? quiet + 1 : 0) {
    before = heard();
    await roundTrip(session);
  }
  return 'silent';
}

/** Any call: grpc-go takes many pings for an attack. */
function roundTrip(session: ClientHttp2Session): Promise<void> {
  return new Promise((resolve) => {
    if (session.destroyed) return resolve();
    const stream = session.request(good);
    stream.on('error', () => {});
    stream.on('close', () => setImmediate(resolve));
    stream.resume();
    stream.end(Buffer.alloc(5));
  });
}

/** Blanks are blanks: Go's protobuf has a hard one in some of its builds, lest anybody rely on its words. */
function answer(first: IncomingHttpHeaders, last: IncomingHttpHeaders, chunks: readonly Buffer[]): EdgeAnswer {
  const code = first['grpc-status'] ?? last['grpc-status'];
  const message = first['grpc-message'] ?? last['grpc-message'];
  const replies = repliesIn(Buffer.concat(chunks));
  return {
    ...(first[':status'] === undefined ? {} : { http: Number(first[':status']) }),
    ...(first['content-type'] === undefined ? {} : { type: first['content-type'] }),
    ...(first['grpc-encoding'] === undefined ? {} : { encoding: String(first['grpc-encoding']) }),
    ...(replies.length === 0 ? {} : { replies }),
    ...(code === undefined ? {} : { code: Number(code) }),
    ...(message === undefined ? {} : { message: decodeURIComponent(String(message)).replaceAll('\u00a0', ' ') }),
  };
}

function repliesIn(bytes: Buffer): readonly ('plain' | 'compressed')[] {
  const replies: ('plain' | 'compressed')[] = [];
  for (let at = 0; at + 5 <= bytes.length; at += 5 + bytes.readUInt32BE(at + 1)) {
    replies.push(bytes[at] === 0 ? 'plain' : 'compressed');
  }
  return replies;
}
