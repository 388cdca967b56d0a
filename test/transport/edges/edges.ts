import { deflateSync, gzipSync } from 'node:zlib';
import type { Edge, EdgeAnswer, EdgeRequest } from './edge.js';

// What the real controller's grpc-go 1.53 and 1.58 put on the wire (revisions 2023-04 and 0.12), asked by `ask`; where
// their words differ, those of 2023-04, and 0.12's as `later`.

const service = '/buildx.controller.v1.Controller/';
const on = (rpc: string): EdgeRequest['headers'] & object => ({ ':path': service + rpc });

function framed(flag: number, message: Uint8Array = Buffer.alloc(0), length = message.length): Buffer {
  const prefix = Buffer.alloc(5);
  prefix[0] = flag;
  prefix.writeUInt32BE(length, 1);
  return Buffer.concat([prefix, message]);
}

const type = 'application/grpc';
const good: EdgeAnswer = { http: 200, type, replies: ['plain'], code: 0, message: '' };
const zipped: EdgeAnswer = { ...good, encoding: 'gzip', replies: ['compressed'] };
const says = (code: number, message: string, http = 200): EdgeAnswer => ({ http, type, code, message });

const gzip = { 'grpc-encoding': 'gzip' };
const empty = Buffer.alloc(0);
const packed = gzipSync('');
const wrongSum = Buffer.from(packed);
wrongSum[wrongSum.length - 8]! ^= 1;

const notInstalled = (name: string): EdgeAnswer =>
  says(12, `grpc: Decompressor is not installed for grpc-encoding "${name}"`);
const notUnzipped = (why: string): EdgeAnswer => says(13, `grpc: failed to decompress the received message: ${why}`);
const tooLarge = (size: number, after = ''): EdgeAnswer =>
  says(8, `grpc: received message ${after}larger than max (${size} vs. 4194304)`);

const methods: readonly Edge[] = [
  {
    name: 'GET',
    headers: { ':method': 'GET' },
    answer: says(13, 'http2Server.operateHeaders parsed a :method field: GET which should be POST', 405),
    later: 'Received a HEADERS frame with :method "GET" which should be POST',
  },
  {
    name: 'GET, as a browser does',
    headers: { ':method': 'GET', 'content-type': undefined, te: undefined },
    answer: says(3, 'invalid gRPC request content-type ""', 415),
  },
  {
    name: 'PUT',
    headers: { ':method': 'PUT' },
    answer: says(13, 'http2Server.operateHeaders parsed a :method field: PUT which should be POST', 405),
    later: 'Received a HEADERS frame with :method "PUT" which should be POST',
  },
];

const typesTaken: readonly (readonly [sent: string, answered: string])[] = [
  ['application/grpc+proto', 'application/grpc+proto'],
  ['application/grpc+json', 'application/grpc+json'],
  ['application/grpc;charset=utf-8', 'application/grpc+charset=utf-8'],
  ['application/grpc+proto;x', 'application/grpc+proto;x'],
  ['application/grpc+', 'application/grpc'],
  ['application/grpc;', 'application/grpc'],
];
const typesRefused = [
  'application/grpcx',
  'application/grpc-web+proto',
  'application/grpc-web',
  'APPLICATION/GRPC',
  'text/plain',
  'application/json',
  '',
];
const types: readonly Edge[] = [
  ...typesTaken.map(([sent, answered]) => ({
    name: `content-type ${sent}`,
    headers: { 'content-type': sent },
    answer: { ...good, type: answered },
  })),
  ...typesRefused.map((sent) => ({
    name: `content-type ${JSON.stringify(sent)}`,
    headers: { 'content-type': sent },
    answer: says(3, `invalid gRPC request content-type "${sent}"`, 415),
  })),
  {
    name: 'no content-type, and more to say',
    headers: { 'content-type': undefined },
    open: true,
    answer: says(3, 'invalid gRPC request content-type ""', 415),
  },
  { name: 'no te', headers: { te: undefined }, answer: good },
];

const paths: readonly Edge[] = Object.entries({
  '/': 'malformed method name: "/"',
  '/a': 'malformed method name: "/a"',
  '/a/b/c': 'unknown service a/b',
  '/unknown.Service/M': 'unknown service unknown.Service',
  '/%ff/x': 'unknown service %ff',
  '/a"b/c': 'unknown service a"b',
  '//buildx.controller.v1.Controller/Info': 'unknown service /buildx.controller.v1.Controller',
  '/buildx.controller.v1.Controller': 'malformed method name: "/buildx.controller.v1.Controller"',
  [service]: 'unknown method  for service buildx.controller.v1.Controller',
  [`${service}Nope`]: 'unknown method Nope for service buildx.controller.v1.Controller',
  [`${service}info`]: 'unknown method info for service buildx.controller.v1.Controller',
  [`${service}Info/`]: 'unknown service buildx.controller.v1.Controller/Info',
  [`${service}Info?x=1`]: 'unknown method Info?x=1 for service buildx.controller.v1.Controller',
}).map(([path, message]) => ({ name: `path ${path}`, headers: { ':path': path }, answer: says(12, message) }));

/** What all RPCs have in common; the code of a message that is cut short is not. */
const framesOf = (rpc: string, cutShort: number): readonly Edge[] => [
  { name: '3 bytes', headers: on(rpc), body: Buffer.alloc(3), answer: says(cutShort, 'unexpected EOF') },
  {
    name: '5 bytes of 9',
    headers: on(rpc),
    body: framed(0, Buffer.alloc(5, 10), 9),
    answer: says(cutShort, 'unexpected EOF'),
  },
  {
    name: 'a compressed message without an encoding',
    headers: on(rpc),
    body: framed(1, Buffer.alloc(1)),
    answer: says(13, 'grpc: compressed flag set with identity or empty encoding'),
  },
  {
    name: 'a compressed message of encoding identity',
    headers: { ...on(rpc), 'grpc-encoding': 'identity' },
    body: framed(1),
    answer: says(13, 'grpc: compressed flag set with identity or empty encoding'),
  },
  ...[2, 255].map((flag) => ({
    name: `the flag ${flag}`,
    headers: on(rpc),
    body: framed(flag),
    answer: says(13, `grpc: received unexpected payload format ${flag}`),
  })),
  ...['deflate', 'snappy', 'GZIP'].map((encoding) => ({
    name: `encoding ${encoding}`,
    headers: { ...on(rpc), 'grpc-encoding': encoding },
    body: framed(1, deflateSync('')),
    answer: notInstalled(encoding),
  })),
  {
    name: 'encoding deflate, and none compressed',
    headers: { ...on(rpc), 'grpc-encoding': 'deflate' },
    answer: notInstalled('deflate'),
  },
  ...Object.entries({ 'no byte': [empty, 'EOF'], 'three bytes': [Buffer.of(1, 2, 3), 'unexpected EOF'] } as const).map(
    ([what, [bytes, why]]) => ({
      name: `gzip of ${what}`,
      headers: { ...on(rpc), ...gzip },
      body: framed(1, bytes),
      answer: notUnzipped(why),
    }),
  ),
  {
    name: 'gzip with a wrong sum',
    headers: { ...on(rpc), ...gzip },
    body: framed(1, wrongSum),
    answer: notUnzipped('gzip: invalid checksum'),
  },
  {
    name: 'gzip whose end is missing: what is there is taken for its size',
    headers: { ...on(rpc), ...gzip },
    body: framed(1, gzipSync('abcdef').subarray(0, 14)),
    answer: tooLarge(1_313_492_043, 'after decompression '),
  },
  {
    name: 'gzip of 5 MiB',
    headers: { ...on(rpc), ...gzip },
    body: framed(1, gzipSync(Buffer.alloc(5 * 1024 * 1024))),
    answer: tooLarge(5_242_880, 'after decompression '),
  },
  {
    name: 'a prefix of 5 MiB, and nothing behind it',
    headers: on(rpc),
    body: framed(0, empty, 5_242_880),
    open: true,
    answer: tooLarge(5_242_880),
  },
  {
    name: 'a prefix of 4 GiB, and nothing behind it',
    headers: on(rpc),
    body: framed(0, empty, 0xffffffff),
    open: true,
    answer: tooLarge(4_294_967_295),
  },
  {
    name: 'a prefix of 5 MiB with the flag 2',
    headers: on(rpc),
    body: framed(2, empty, 5_242_880),
    open: true,
    answer: tooLarge(5_242_880),
  },
];

const frames: readonly Edge[] = (
  [
    ['Info', 2],
    ['Build', 2],
    ['Status', 13],
    ['Input', 13],
    ['Invoke', 13],
  ] as const
).flatMap(([rpc, cutShort]) => framesOf(rpc, cutShort).map((edge) => ({ ...edge, name: `${rpc}: ${edge.name}` })));

const unzipped: readonly Edge[] = (
  [
    ['Build', 'build: empty key'],
    ['Status', 'status: empty key'],
    ['Input', 'unexpected message: *pb.InputInitMessage; wanted init'],
    ['Invoke', 'unexpected message: <nil>; wanted init'],
  ] as const
).flatMap(([rpc, message]) => [
  { name: `${rpc}: gzip`, headers: { ...on(rpc), ...gzip }, body: framed(1, packed), answer: says(2, message) },
]);

const compression: readonly Edge[] = [
  { name: 'gzip', headers: gzip, body: framed(1, packed), answer: zipped },
  {
    name: 'gzip in two members',
    headers: gzip,
    body: framed(1, Buffer.concat([packed, packed])),
    answer: zipped,
  },
  { name: 'encoding gzip, and nothing compressed', headers: gzip, answer: zipped },
  {
    name: 'gzip, and nothing but deflate taken',
    headers: { ...gzip, 'grpc-accept-encoding': 'deflate' },
    answer: zipped,
  },
  { name: 'gzip taken, and none sent', headers: { 'grpc-accept-encoding': 'gzip' }, answer: good },
  { name: 'encoding identity', headers: { 'grpc-encoding': 'identity' }, answer: good },
  { name: 'an empty encoding', headers: { 'grpc-encoding': '' }, answer: good },
];

const requests: readonly Edge[] = [
  { name: 'one message', answer: good },
  { name: 'no half-close', open: true, answer: good },
  { name: 'no message', body: empty, answer: says(2, 'EOF') },
  { name: 'no message and no half-close', body: empty, open: true, answer: { silent: true } },
  { name: 'two messages', body: Buffer.concat([framed(0), framed(0)]), answer: good },
  {
    name: 'half a message behind the one that is read',
    body: Buffer.concat([framed(0), Buffer.alloc(2)]),
    answer: good,
  },
  { name: 'the flag 2 behind the message that is read', body: Buffer.concat([framed(0), framed(2)]), answer: good },
  { name: 'Status: no message', headers: on('Status'), body: empty, answer: says(2, 'EOF') },
  { name: 'Input: no message', headers: on('Input'), body: empty, answer: says(0, '') },
  { name: 'Invoke: no message, which it waits for', headers: on('Invoke'), body: empty, answer: { silent: true } },
  {
    name: 'Info: what is no message',
    body: framed(0, Buffer.of(7)),
    answer: says(13, 'grpc: error unmarshalling request: proto: cannot parse invalid wire-format data'),
  },
  {
    name: 'Input: what is no message',
    headers: on('Input'),
    body: framed(0, Buffer.of(7)),
    answer: says(13, 'grpc: failed to unmarshal the received message: proto: cannot parse invalid wire-format data'),
  },
];

const malformedTimeout = (why: string): EdgeAnswer => says(13, `malformed grpc-timeout: ${why}`, 400);
const waiting = { ...on('Input') };
const timeouts: readonly Edge[] = [
  ...['', '1', 'S'].map((sent) => [sent, `transport: timeout string is too short: "${sent}"`] as const),
  ['100000000S', 'transport: timeout string is too long: "100000000S"'] as const,
  ...['1x', '5s', '5h'].map((sent) => [sent, `transport: timeout unit is not recognized: "${sent}"`] as const),
  ...['1.5S', '5S,6S', '0x5S', '1e3m', '5 S'].map(
    (sent) => [sent, `strconv.ParseInt: parsing "${sent.slice(0, -1)}": invalid syntax`] as const,
  ),
]
  .map(
    ([sent, why]): Edge => ({
      name: `a timeout of ${JSON.stringify(sent)}`,
      headers: { 'grpc-timeout': sent },
      answer: malformedTimeout(why),
    }),
  )
  .concat(
    ['0S', '0n', '0H', '-1S'].map((sent) => ({
      name: `Input: a timeout of ${sent}`,
      headers: { ...waiting, 'grpc-timeout': sent },
      body: empty,
      open: true,
      answer: says(4, 'context deadline exceeded'),
    })),
    ['+1S', '99999999S', '99999999H'].map((sent) => ({
      name: `a timeout of ${sent}`,
      headers: { 'grpc-timeout': sent },
      answer: good,
    })),
    ['99999999H', '99999999M'].map((sent) => ({
      name: `Input: a timeout of ${sent}`,
      headers: { ...waiting, 'grpc-timeout': sent },
      body: empty,
      open: true,
      answer: { silent: true },
    })),
  );

const metadata: readonly Edge[] = [
  ...Object.entries({ '***': 0, 'AAE,AAE': 3, A: 0, '-_-_': 0 }).map(([value, at]) => ({
    name: `binary metadata ${value}`,
    headers: { 'x-bin': value },
    answer: says(
      13,
      `malformed binary metadata "${value}" in header "x-bin": illegal base64 data at input byte ${at}`,
      400,
    ),
  })),
  ...['AAE=', 'AAE', ''].map((value) => ({
    name: `binary metadata ${JSON.stringify(value)}`,
    headers: { 'x-bin': value },
    answer: good,
  })),
  { name: 'binary metadata that comes twice', headers: { 'x-bin': ['AAE', 'AAE'] }, answer: good },
  ...[10, 60, 100].map((size) => ({
    name: `${size} KiB of headers`,
    headers: Object.fromEntries(Array.from({ length: size }, (_, i) => [`x-${i}`, 'v'.repeat(1024)])),
    answer: good,
  })),
  {
    name: '2000 headers',
    headers: Object.fromEntries(Array.from({ length: 2000 }, (_, i) => [`x-${i}`, 'v'])),
    answer: good,
  },
];

/** The edges of the protocol, and what a server of grpc-go does there. */
export const edges: readonly Edge[] = [
  ...methods,
  ...types,
  ...paths,
  ...frames,
  ...unzipped,
  ...compression,
  ...requests,
  ...timeouts,
  ...metadata,
];

/** Where nghttp2, which is beneath node:http2, answers in the place of whoever uses it. */
export const edgesOfNghttp2: readonly (Edge & { readonly here: EdgeAnswer })[] = [
  {
    name: 'path without a slash',
    headers: { ':path': 'buildx.controller.v1.Controller/Info' },
    answer: good,
    here: { reset: 1 },
  },
  {
    name: 'an empty path',
    headers: { ':path': '' },
    answer: says(12, 'malformed method name: ""'),
    here: { reset: 1 },
  },
  {
    name: 'a blank at the end of a content-type',
    headers: { 'content-type': 'application/grpc ' },
    answer: says(3, 'invalid gRPC request content-type "application/grpc "', 415),
    here: says(3, 'invalid gRPC request content-type ""', 415),
  },
  {
    name: 'a blank before a timeout',
    headers: { 'grpc-timeout': ' 5S' },
    answer: malformedTimeout('strconv.ParseInt: parsing " 5": invalid syntax'),
    here: good,
  },
  {
    name: '500 KiB of headers',
    headers: Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`x-${i}`, 'v'.repeat(1024)])),
    answer: good,
    here: { reset: 2 },
  },
];
