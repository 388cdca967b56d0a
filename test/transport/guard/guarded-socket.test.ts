import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import type { ServerHttp2Stream } from 'node:http2';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { VirtualClock } from '../../../src/time/virtual-clock.js';
import { clientOf, http2Server, needsGuard } from '../../../src/transport/http2-connections.js';
import { greeting, h2, opens, resets } from '../frames.js';

describe('A guarded socket', () => {
  let directory: string;
  let sockets: Server;
  let client: Socket;
  /** What the server gets: its end of the socket, and its first stream. */
  let accepted: Promise<Socket>;
  let opened: Promise<ServerHttp2Stream>;

  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'guarded-'));
    const { server, take } = http2Server(new VirtualClock('manual'), true);
    opened = new Promise((resolve) => {
      server.on('stream', (stream) => {
        stream.on('error', () => {});
        resolve(stream);
      });
    });
    sockets = createServer(take).listen(join(directory, 'x.sock'));
    accepted = once(sockets, 'connection').then(([socket]) => socket as Socket);
    await once(sockets, 'listening');
    client = connect({ path: join(directory, 'x.sock'), allowHalfOpen: true });
    client.on('error', () => {});
  });

  afterEach(() => {
    client.destroy();
    sockets.close();
    rmSync(directory, { recursive: true });
  });

  const closes = (emitter: Socket | ServerHttp2Stream): Promise<void> =>
    new Promise((resolve) => {
      emitter.once('close', () => resolve());
    });

  it('is closed when nghttp2 has said farewell, though its client stays', async () => {
    const closed = accepted.then(closes);
    client.resume();
    client.write(Buffer.concat([greeting, h2('data', 0, Buffer.alloc(4))]));
    await closed;
  });

  it('gives a reset with its code, though bytes of the call before it are not read', async () => {
    client.write(Buffer.concat([greeting, opens(1), h2('data', 1, Buffer.alloc(10_000)), resets(1, 11)]));
    const stream = await opened;
    await closes(stream);
    expect(stream.rstCode).to.equal(11);
    expect(stream.aborted).to.equal(true);
  });

  it('keeps nothing of a stream that is reset without error before all was sent', async () => {
    client.write(Buffer.concat([greeting, opens(1)]));
    const stream = await opened;
    stream.respond();
    // More than the client's window.
    stream.end(Buffer.alloc(1_000_000));
    const closed = closes(stream);
    client.write(resets(1, 0));
    await closed;
  });

  it('is closed when its client is gone that has not read what it was sent', async () => {
    const closed = accepted.then(closes);
    client.write(Buffer.concat([greeting, h2('settings', 0, Buffer.of(0, 4, 0x7f, 0xff, 0xff, 0xff)), opens(1)]));
    client.write(h2('windowUpdate', 0, Buffer.of(0x7f, 0, 0, 0)));
    const stream = await opened;
    stream.respond();
    stream.end(Buffer.alloc(20_000_000));
    await once(client, 'readable');
    client.destroy();
    await closed;
  });

  it('leaves known where its client is', async () => {
    client.destroy();
    await new Promise((resolve) => {
      sockets.close(resolve);
    });
    sockets.listen(0, '127.0.0.1');
    await once(sockets, 'listening');
    client = connect((sockets.address() as AddressInfo).port, '127.0.0.1');
    await once(client, 'connect');
    client.write(Buffer.concat([greeting, opens(1)]));
    expect(clientOf((await opened).session)).to.equal(`127.0.0.1:${client.localPort}`);
  });

  for (const [nghttp2, needed] of [
    ['1.61.0', true],
    ['1.68.1', true],
    ['1.69.0', false],
    ['1.100.0', false],
    ['2.0.0', false],
    [undefined, true],
  ] as const) {
    it(`is ${needed ? '' : 'not '}needed with nghttp2 ${nghttp2}`, () => {
      expect(needsGuard(nghttp2 ?? '')).to.equal(needed);
    });
  }
});
