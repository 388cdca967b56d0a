import { callHeaders, flags, greeting, h2, header, opens, preface, resets, setting, uint32 } from './frames.js';

const after = (...frames: Buffer[]): Buffer => Buffer.concat([greeting, ...frames]);
const many = (count: number, frame: (n: number) => Buffer): Buffer =>
  Buffer.concat(Array.from({ length: count }, (_, n) => frame(n)));
const headers = (block: Buffer, flag: number = flags.endHeaders): Buffer => h2('headers', 1, block, { flag });
const hpack = (...block: number[]): Buffer => headers(Buffer.of(...block));

/** What a client sends that breaks HTTP/2, so that its connection has to end. */
export const breaking: Readonly<Record<string, Buffer>> = {
  'HTTP/1.1': Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n\r\n'),
  'a word': Buffer.from('hi\n'),
  TLS: Buffer.concat([Buffer.of(0x16, 3, 1, 0, 200, 1, 0, 0, 196, 3, 3), Buffer.alloc(193, 7)]),
  'a preface that is wrong at its end': Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\rX'),
  'no settings first': Buffer.concat([preface, h2('ping', 0, Buffer.alloc(8))]),
  'a frame that is too large': after(h2('data', 1, Buffer.alloc(16), { length: 0xff_ffff })),
  'headers that are too large': after(h2('headers', 1, Buffer.alloc(16), { flag: 4, length: 16_385 })),
  'an unknown frame that is too large': after(h2(0x55, 0, Buffer.alloc(16), { length: 16_385 })),
  'DATA on no stream': after(h2('data', 0, Buffer.alloc(4))),
  'DATA on a stream that was not opened': after(h2('data', 1, Buffer.alloc(4))),
  'DATA with more padding than bytes': after(opens(1), h2('data', 1, Buffer.of(200, 1, 2), { flag: flags.padded })),
  'DATA without room for padding': after(opens(1), h2('data', 1, Buffer.alloc(0), { flag: flags.padded })),
  'DATA after the half-close': after(opens(1, { halfClosed: true }), h2('data', 1, Buffer.alloc(4))),
  'HEADERS on no stream': after(opens(0)),
  'HEADERS on a stream of the server': after(opens(2)),
  'HEADERS after the half-close': after(opens(1, { halfClosed: true }), opens(1)),
  'HEADERS with more padding than bytes': after(headers(Buffer.of(200, 0x83), flags.endHeaders | flags.padded)),
  'HPACK: an index that is not there': after(hpack(0xff, 0xff, 0xff, 0xff, 0x0f)),
  'HPACK: index 0': after(hpack(0x80)),
  'HPACK: a name that is cut': after(hpack(0, 5, 0x61)),
  'HPACK: no Huffman code': after(hpack(0, 0x84, 0xff, 0xff, 0xff, 0xff, 1, 0x61)),
  'HPACK: a table that is too large': after(hpack(0x3f, 0xff, 0xff, 0x7f)),
  'CONTINUATION alone': after(h2('continuation', 1, callHeaders, { flag: flags.endHeaders })),
  'CONTINUATION of another stream': after(headers(callHeaders, 0), h2('continuation', 3, callHeaders, { flag: 4 })),
  'a frame amid headers': after(headers(callHeaders, 0), h2('ping', 0, Buffer.alloc(8))),
  'a reset amid headers': after(opens(1), h2('headers', 3, callHeaders), resets(1)),
  'CONTINUATION without end': after(
    headers(callHeaders, 0),
    many(200, () => h2('continuation', 1)),
  ),
  'RST_STREAM of 3 bytes': after(opens(1), h2('resetStream', 1, Buffer.alloc(3))),
  'RST_STREAM of no stream': after(resets(0)),
  'RST_STREAM of a stream that was not opened': after(resets(5)),
  'PRIORITY of 4 bytes': after(h2('priority', 1, Buffer.alloc(4))),
  'SETTINGS of 5 bytes': after(h2('settings', 0, Buffer.alloc(5))),
  'SETTINGS on a stream': after(h2('settings', 1)),
  'SETTINGS acknowledged with settings': after(h2('settings', 0, setting(3, 1), { flag: flags.ack })),
  'SETTINGS acknowledged that were not sent': after(many(3, () => h2('settings', 0, undefined, { flag: flags.ack }))),
  'SETTINGS: push of 2': after(h2('settings', 0, setting(2, 2))),
  'SETTINGS: a window of 2^31': after(h2('settings', 0, setting(4, 2 ** 31))),
  'SETTINGS: frames of 1 byte': after(h2('settings', 0, setting(5, 1))),
  'SETTINGS: too many': after(
    h2(
      'settings',
      0,
      many(40, () => setting(3, 1)),
    ),
  ),
  'SETTINGS by the thousand': after(many(3000, () => h2('settings', 0))),
  PUSH_PROMISE: after(opens(1), h2('pushPromise', 1, Buffer.concat([uint32(2), callHeaders]), { flag: 4 })),
  'PING of 7 bytes': after(h2('ping', 0, Buffer.alloc(7))),
  'PING on a stream': after(h2('ping', 1, Buffer.alloc(8))),
  'GOAWAY of 4 bytes': after(h2('goAway', 0, uint32(0))),
  'GOAWAY on a stream': after(h2('goAway', 1, Buffer.alloc(8))),
  'GOAWAY with an error': after(h2('goAway', 0, Buffer.concat([uint32(0), uint32(1)]))),
  'WINDOW_UPDATE of 3 bytes': after(h2('windowUpdate', 0, Buffer.alloc(3))),
  'WINDOW_UPDATE of 0': after(h2('windowUpdate', 0, uint32(0))),
  'WINDOW_UPDATE of 0 on a stream': after(opens(1), h2('windowUpdate', 1, uint32(0))),
  'a window that overflows': after(h2('windowUpdate', 0, uint32(0x7fff_ffff))),
  'WINDOW_UPDATE of a stream that was not opened': after(h2('windowUpdate', 7, uint32(1))),
};

/** What may be odd, but is no reason to hang up. */
export const harmless: Readonly<Record<string, Buffer>> = {
  'a greeting, and then nothing': greeting,
  'a call that is answered by nobody': after(opens(1)),
  'a frame of a type that nobody knows': after(h2(0x55, 0, Buffer.alloc(9))),
  'windows of 2^31 - 1': after(
    h2('settings', 0, setting(4, 2 ** 31 - 1)),
    h2('windowUpdate', 0, uint32(2 ** 31 - 1 - 65_535)),
  ),
  'a name in capitals': after(headers(Buffer.concat([callHeaders, header('X-Up', 'a')]))),
  'no path': after(hpack(0x83)),
  'DATA after a reset': after(opens(1), resets(1), h2('data', 1, Buffer.alloc(4))),
  'PINGs by the hundred': after(many(500, () => h2('ping', 0, Buffer.alloc(8)))),
};

/** What may end the stream or the connection, as the server likes (RFC 9113, 6.9): Nodes differ. */
export const eitherWay: Readonly<Record<string, Buffer>> = {
  "a stream's window that overflows": after(opens(1), h2('windowUpdate', 1, uint32(0x7fff_ffff))),
  'more DATA than the window of a stream holds': after(
    opens(1),
    many(20, () => h2('data', 1, Buffer.concat([Buffer.of(0), uint32(16_379), Buffer.alloc(16_379)]))),
  ),
};
