import { createServer, type Http2Server, type Http2Session, type ServerHttp2Session } from 'node:http2';
import type { Socket } from 'node:net';
import type { Timekeeper } from '../time/clock.js';
import { setImmediate } from '../time/host.js';
import { ClientResets } from './guard/client-resets.js';
import { GuardedSocket } from './guard/guarded-socket.js';

/**
 * The window of a whole connection in bytes: large, so that a call whose requests are not read takes nothing of the
 * others' window.
 */
const connectionWindow = 16 * 1024 * 1024;

/** grpc-go's limit for all headers together, in bytes. */
const headerLimit = 16 * 1024 * 1024;

/** grpc-go's: who has not sent preface and settings by then is hung up on. */
const handshakeMs = 120_000;

/** So long a client may take to read what it was sent before it broke the protocol. */
const farewellMs = 1000;

/** The nghttp2 of the first releases of Node that close all sockets themselves on which HTTP/2 is broken. All of them have options for resets. */
const soundNghttp2 = [1, 69] as const;

const clients = new WeakMap<Http2Session, string>();

/** `host:port` of a server's client, or `unknown`. */
export function clientOf(session: Http2Session | undefined): string {
  return (session && clients.get(session)) ?? 'unknown';
}

/** Whether this Node leaves sockets open on which HTTP/2 was broken, or hangs up on clients that cancel a thousand calls at once. */
export function needsGuard(nghttp2 = process.versions['nghttp2']): boolean {
  const [major = 0, minor = 0] = (nghttp2 ?? '').split('.').map(Number);
  return major < soundNghttp2[0] || (major === soundNghttp2[0] && minor < soundNghttp2[1]);
}

/** Makes a server of node:http2 that is given its sockets, and that keeps none which has broken the protocol. */
export function http2Server(
  clock: Timekeeper,
  guarded = needsGuard(),
): { readonly server: Http2Server; readonly take: (socket: Socket) => void } {
  const server = createServer({
    settings: { maxConcurrentStreams: 2 ** 31 - 1, maxHeaderListSize: headerLimit },
    maxSessionMemory: 4096,
    maxHeaderListPairs: headerLimit,
    // Unlimited, because frames for streams that were just reset count as invalid.
    maxSessionInvalidFrames: 2 ** 31 - 1,
    // Clients may cancel as fast as they like: Node would take it for an attack, and hang up.
    ...{ streamResetBurst: 2 ** 31 - 1, streamResetRate: 2 ** 31 - 1 },
  });
  // An error of a connection ends its calls, which tell of it; one that does not speak HTTP/2 is left to its client to
  // notice.
  server.on('sessionError', () => {});
  const take = (socket: Socket): void => {
    const resets = new ClientResets();
    server.once('session', (session: ServerHttp2Session) => {
      clients.set(session, addressOf(socket));
      session.setLocalWindowSize(connectionWindow);
      session.on('error', () => {
        // Behind a guard what is sent takes turns of the event loop, and the socket is closed as soon as the farewell is out.
        if (guarded) clock.after(farewellMs, 'farewell of an HTTP/2 connection', () => socket.destroy());
        else setImmediate(() => socket.destroy());
      });
      const handshake = clock.after(handshakeMs, 'HTTP/2 handshake', () => socket.destroy());
      session.once('remoteSettings', () => handshake.cancel());
      socket.once('close', () => handshake.cancel());
      if (!guarded) return;
      session.on('stream', (stream) => resets.add(stream));
      // It does not hear of that through the guard, and would stay for good.
      socket.once('close', () => setImmediate(() => session.destroy()));
    });
    server.emit('connection', guarded ? new GuardedSocket(socket, (id, code) => resets.reset(id, code)) : socket);
  };
  return { server, take };
}

function addressOf({ remoteAddress, remotePort }: Socket): string {
  return remoteAddress === undefined ? 'unknown' : `${remoteAddress}:${remotePort}`;
}
