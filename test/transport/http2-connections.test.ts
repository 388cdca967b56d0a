import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { Http2Listener } from '../../src/transport/http2-listener.js';
import type { ServerCall } from '../../src/transport/server-call.js';
import { VirtualClock } from '../../src/time/virtual-clock.js';
import { breaking, eitherWay, harmless } from './broken-connections.js';
import { flags, greeting, h2, opens, preface, resets } from './frames.js';

const ok = { code: 0, message: '' };

describe('A connection', () => {
  let clock: VirtualClock;
  let listener: Http2Listener;
  let directory: string;
  const sockets: Socket[] = [];
  let handle: (call: ServerCall) => void;

  beforeEach(async () => {
    handle = () => {};
    clock = new VirtualClock('manual');
    listener = new Http2Listener((call) => handle(call), undefined, clock);
    directory = mkdtempSync(join(tmpdir(), 'connections-'));
    await listener.listen({ kind: 'unix', path: join(directory, 'x.sock') });
  });

  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.destroy();
    listener.drop();
    rmSync(directory, { recursive: true });
  });

  /** A client that never hangs up by itself. */
  function client(...bytes: Buffer[]): Socket {
    const socket = connect({ path: join(directory, 'x.sock'), allowHalfOpen: true });
    sockets.push(socket);
    socket.on('error', () => {});
    for (const piece of bytes) socket.write(piece);
    return socket;
  }

  const closed = (socket: Socket): Promise<void> => {
    socket.resume();
    return new Promise((resolve) => {
      for (const end of ['end', 'close']) socket.once(end, () => resolve());
    });
  };

  /** Resolves when the server has answered a PING that was sent behind all else. */
  async function answers(socket: Socket): Promise<void> {
    const answer = h2('ping', 0, Buffer.from('answered'), { flag: flags.ack });
    let received = Buffer.alloc(0);
    const answered = new Promise<void>((resolve, reject) => {
      socket.on('data', (chunk: Buffer) => {
        received = Buffer.concat([received, chunk]);
        if (received.includes(answer)) resolve();
      });
      for (const end of ['end', 'close']) socket.once(end, () => reject(new Error('the server has hung up')));
    });
    socket.write(h2('ping', 0, Buffer.from('answered')));
    await answered;
  }

  /** How many sockets the server holds open, once it has done what it was about to do. */
  async function held(): Promise<number> {
    const one = client(greeting);
    await answers(one);
    one.destroy();
    await new Promise((resolve) => one.once('close', resolve));
    const good = client(greeting);
    await answers(good);
    return readdirSync('/proc/self/fd').length - sockets.filter((socket) => !socket.destroyed).length;
  }

  for (const [what, bytes] of Object.entries(breaking)) {
    it(`is closed for good that breaks HTTP/2: ${what}`, async () => {
      const before = await held();
      await Promise.all(Array.from({ length: 3 }, () => closed(client(bytes))));
      // One good client more is there now.
      expect(await held()).to.equal(before + 1);
    });
  }

  it('is closed for good that breaks HTTP/2 byte by byte', async () => {
    const before = await held();
    const socket = client(greeting);
    await answers(socket);
    const end = closed(socket);
    for (const byte of h2('data', 0, Buffer.alloc(4))) {
      socket.write(Buffer.of(byte));
      await new Promise(setImmediate);
    }
    await end;
    expect(await held()).to.equal(before + 1);
  });

  const unfinished = { nothing: [], 'half a preface': [preface.subarray(0, 9)] };
  for (const [what, bytes] of Object.entries({ ...unfinished, ...harmless, ...eitherWay })) {
    it(`is closed for good that its client half-closes after it sent ${what}`, async () => {
      const before = await held();
      const socket = client(...(Array.isArray(bytes) ? bytes : [bytes]));
      socket.end();
      await closed(socket);
      expect(await held()).to.equal(before + 1);
    });
  }

  for (const [what, bytes] of Object.entries(harmless)) {
    it(`stays, however long nothing happens, after ${what}`, async () => {
      const socket = client(bytes);
      await answers(socket);
      await clock.advance('24h');
      await answers(socket);
    });
  }

  for (const [what, bytes] of Object.entries({
    'says nothing': [],
    'begins its preface': [preface.subarray(0, 9)],
    'sends no settings': [preface],
  })) {
    it(`is closed after 120 s, as grpc-go does, whose client ${what}`, async () => {
      const before = await held();
      const socket = client(...bytes);
      await held();
      await clock.advance('119s');
      const good = client(greeting);
      await answers(good);
      expect(socket.readableEnded).to.equal(false);
      await clock.advance('1s');
      await closed(socket);
      await answers(good);
      expect(await held()).to.equal(before + 3);
    });
  }

  it('goes on when its client cancels thousands of calls in a burst', async () => {
    const calls: ServerCall[] = [];
    handle = (call) => calls.push(call);
    const ids = Array.from({ length: 2500 }, (_, n) => 2 * n + 1);
    const socket = client(greeting, ...ids.map((id) => opens(id, { halfClosed: id % 4 === 1 })));
    await answers(socket);
    expect(calls).to.have.length(2500);
    const cancelled = Promise.all(calls.map((call) => new Promise<void>((resolve) => call.onCancel(resolve))));
    socket.write(Buffer.concat(ids.map((id) => resets(id, id % 3 === 0 ? 0 : 8))));
    await cancelled;
    await answers(socket);
  });

  it('goes on when its client cancels thousands of calls with the bytes that open them', async () => {
    let open = 0;
    handle = (call) => {
      open++;
      call.onCancel(() => open--);
    };
    const ids = Array.from({ length: 2500 }, (_, n) => 2 * n + 1);
    const socket = client(greeting, Buffer.concat(ids.flatMap((id) => [opens(id), resets(id)])));
    await answers(socket);
    await answers(socket);
    expect(open).to.equal(0);
  });

  it('goes on when its client resets calls that have ended', async () => {
    handle = (call) => call.end(ok);
    const ids = Array.from({ length: 3000 }, (_, n) => 2 * n + 1);
    const socket = client(greeting, ...ids.map((id) => opens(id)));
    await answers(socket);
    socket.write(Buffer.concat(ids.map((id) => resets(id))));
    await answers(socket);
    handle = () => {};
    socket.write(opens(9999));
    await answers(socket);
  });
});
