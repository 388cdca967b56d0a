/** What begins an HTTP/2 connection. */
export const preface = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');

export const frameTypes = {
  data: 0,
  headers: 1,
  priority: 2,
  resetStream: 3,
  settings: 4,
  pushPromise: 5,
  ping: 6,
  goAway: 7,
  windowUpdate: 8,
  continuation: 9,
} as const;

/** Ends the headers, and the side that sends them. */
export const flags = { ack: 1, endStream: 1, endHeaders: 4, padded: 8, priority: 32 } as const;

/** A frame as it is on the wire; `length` is what its head says. */
export function h2(
  type: keyof typeof frameTypes | number,
  stream: number,
  payload: Uint8Array = Buffer.alloc(0),
  { flag = 0, length = payload.length }: { readonly flag?: number; readonly length?: number } = {},
): Buffer {
  const head = Buffer.alloc(9);
  head.writeUIntBE(length, 0, 3);
  head[3] = typeof type === 'number' ? type : frameTypes[type];
  head[4] = flag;
  head.writeUInt32BE(stream, 5);
  return Buffer.concat([head, payload]);
}

export function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/** The preface and empty settings. */
export const greeting = Buffer.concat([preface, h2('settings', 0)]);

/** One setting. */
export function setting(id: number, value: number): Buffer {
  return Buffer.concat([Buffer.of(0, id), uint32(value)]);
}

/** A header as HPACK has it without any table. */
export function header(name: string, value: string): Buffer {
  return Buffer.concat([Buffer.of(0, name.length), Buffer.from(name), Buffer.of(value.length), Buffer.from(value)]);
}

/** The headers of a call. */
export const callHeaders = Buffer.concat([
  // :method POST, :scheme http
  Buffer.of(0x83, 0x86),
  header(':path', '/s/M'),
  header(':authority', 'x'),
  header('content-type', 'application/grpc'),
  header('te', 'trailers'),
]);

/** Opens a call; its side stays open unless it is half-closed. */
export function opens(stream: number, { halfClosed = false } = {}): Buffer {
  return h2('headers', stream, callHeaders, { flag: flags.endHeaders | (halfClosed ? flags.endStream : 0) });
}

export function resets(stream: number, code = 8): Buffer {
  return h2('resetStream', stream, uint32(code));
}
