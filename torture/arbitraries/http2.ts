import * as fc from 'fast-check';
import type { Revision } from '../../src/protocol/revision.js';
import { methodOf } from '../../src/protocol/service.js';
import { mutatedBytes } from './mutated-bytes.js';
import { hostileRequest, methodNames } from './requests.js';

const preface = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');
const endStream = 0x1;
const endHeaders = 0x4;

/** A frame of RFC 9113, whatever its length says. */
function frame(type: number, flags: number, stream: number, payload: Uint8Array, length = payload.length): Buffer {
  const head = Buffer.alloc(9);
  head.writeUIntBE(length % 2 ** 24, 0, 3);
  head[3] = type;
  head[4] = flags;
  head.writeUInt32BE(stream, 5);
  return Buffer.concat([head, payload]);
}

/** Header fields that enter no table, and no Huffman code (RFC 7541, 6.2.2). */
function headerBlock(fields: readonly (readonly [string, string])[]): Buffer {
  return Buffer.concat(fields.flatMap(([name, value]) => [Buffer.of(0), ...literal(name), ...literal(value)]));
}

function literal(text: string): readonly Buffer[] {
  const bytes = Buffer.from(text);
  const length = bytes.length < 0x7f ? [bytes.length] : [0x7f, ...base128(bytes.length - 0x7f)];
  return [Buffer.from(length), bytes];
}

function base128(value: number): number[] {
  return value < 0x80 ? [value] : [(value % 0x80) | 0x80, ...base128(Math.floor(value / 0x80))];
}

/** Messages with gRPC's prefix, some of which lies: about compression, and about the length. */
function grpcBody(message: fc.Arbitrary<Uint8Array>): fc.Arbitrary<Buffer> {
  const flag = fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.constantFrom(1, 2, 255));
  const lie = fc.oneof(
    { weight: 4, arbitrary: fc.constant(0) },
    fc.constantFrom(1, -1, 5, 4_194_304, 2 ** 31, 2 ** 32 - 1),
  );
  const one = fc.tuple(flag, lie, message).map(([compressed, by, bytes]) => {
    const prefix = Buffer.alloc(5);
    prefix[0] = compressed;
    prefix.writeUInt32BE(Math.min(Math.max(bytes.length + by, 0), 2 ** 32 - 1), 1);
    return Buffer.concat([prefix, bytes]);
  });
  return fc.array(one, { maxLength: 3 }).map((all) => Buffer.concat(all));
}

/** Headers of requests: most as they should be, and one of them replaced. */
function headers(path: string): fc.Arbitrary<Buffer> {
  const usual: readonly (readonly [string, string])[] = [
    ...([
      [':method', 'POST'],
      [':scheme', 'http'],
      [':path', path],
      [':authority', 'localhost'],
    ] as const),
    ...([
      ['content-type', 'application/grpc'],
      ['te', 'trailers'],
    ] as const),
  ];
  const odd = fc.constantFrom<readonly [string, string]>(
    ...([
      ['grpc-encoding', 'gzip'],
      ['grpc-encoding', 'snappy'],
      ['grpc-timeout', '1n'],
      ['grpc-timeout', 'soon'],
    ] as const),
    ...([
      ['x-bin', '***'],
      ['Upper', 'x'],
      ['connection', 'close'],
      [':path', '/'],
      ['x', 'y'.repeat(9000)],
    ] as const),
    ...([
      ['content-type', 'text/plain'],
      ['content-length', '3'],
      ['expect', '100-continue'],
      ['x', 'a\r\nb'],
    ] as const),
  );
  const changes = fc.record({
    odd: fc.option(odd),
    without: fc.option(fc.nat({ max: usual.length - 1 }), { freq: 8 }),
  });
  return changes.map(({ odd: more, without }) =>
    headerBlock([...usual.filter((_, index) => index !== without), ...(more === null ? [] : [more])]),
  );
}

/** A request on a stream: headers and perhaps data, and perhaps its end. */
function request(revision: Revision): fc.Arbitrary<(stream: number) => Buffer> {
  return fc.constantFrom(...methodNames).chain((name) =>
    fc
      .record({
        block: headers(methodOf(revision, name).path),
        body: grpcBody(hostileRequest(revision, name)),
        ends: fc.boolean(),
        reset: fc.option(fc.nat({ max: 14 }), { freq: 6 }),
      })
      .map(({ block, body, ends, reset }) => (stream: number) => {
        const code = Buffer.alloc(4);
        code.writeUInt32BE(reset ?? 0);
        return Buffer.concat([
          frame(1, endHeaders, stream, block),
          frame(0, ends ? endStream : 0, stream, body),
          ...(reset === null ? [] : [frame(3, 0, stream, code)]),
        ]);
      }),
  );
}

/** Any frame, on any stream, whose length may lie. */
function anyFrame(): fc.Arbitrary<(stream: number) => Buffer> {
  const type = fc.oneof(fc.nat({ max: 10 }), fc.nat({ max: 255 }));
  const stream = fc.oneof(fc.constant(undefined), fc.constantFrom(0, 1, 2, 3, 2 ** 31 - 1, 2 ** 31));
  const length = fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, fc.constantFrom(0, 1, 16_385, 2 ** 24 - 1));
  return fc.tuple(type, fc.nat({ max: 255 }), stream, fc.uint8Array({ maxLength: 64 }), length).map(
    ([kind, flags, on, payload, lie]) =>
      (own: number) =>
        frame(kind, flags, on ?? own, payload, lie),
  );
}

/** What a hostile client writes on a connection, and what it does then. */
export interface HostileConnection {
  /** In hexadecimal, for whoever reads a failure. */
  readonly bytes: string;
  /** How many bytes it writes at once. */
  readonly chunk: number;
  /** Milliseconds until it goes. */
  readonly stays: number;
  readonly goes: 'ends' | 'destroys';
}

/** Connections whose frames are wrong, whose messages are, whose bytes are, or all of it. */
export function hostileConnection(revision: Revision): fc.Arbitrary<HostileConnection> {
  const settings = frame(4, 0, 0, Buffer.alloc(0));
  const step = fc.oneof(
    { weight: 5, arbitrary: request(revision) },
    { weight: 2, arbitrary: anyFrame() },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 64 }).map((bytes) => () => Buffer.from(bytes)) },
  );
  const talk = fc
    .array(step, { minLength: 1, maxLength: 6 })
    .map((steps) => Buffer.concat([preface, settings, ...steps.map((write, index) => write(2 * index + 1))]));
  const bytes = fc.oneof(
    { weight: 3, arbitrary: talk },
    { weight: 1, arbitrary: mutatedBytes(talk) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }).map((rest) => Buffer.concat([preface, rest])) },
  );
  return fc.record({
    bytes: bytes.map((all) => Buffer.from(all).toString('hex')),
    chunk: fc.constantFrom(1_000_000, 9, 100),
    stays: fc.constantFrom(0, 1, 5),
    goes: fc.constantFrom('ends', 'destroys'),
  });
}
