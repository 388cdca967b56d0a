import { createServer, type Http2Server, type ServerHttp2Session } from 'node:http2';
import type { Socket } from 'node:net';
import { setImmediate } from '../time/host.js';

/**
 * The window of a whole connection in bytes: large, so that a call whose requests are not read takes nothing of the
 * others' window.
 */
const connectionWindow = 16 * 1024 * 1024;

/** grpc-go's limit for all headers together, in bytes. */
const headerLimit = 16 * 1024 * 1024;

/** Makes a server of node:http2 that is given its sockets, and that keeps none which has broken the protocol. */
export function http2Server(): { readonly server: Http2Server; readonly take: (socket: Socket) => void } {
  const server = createServer({
    settings: { maxConcurrentStreams: 2 ** 31 - 1, maxHeaderListSize: headerLimit },
    maxSessionMemory: 4096,
    maxHeaderListPairs: headerLimit,
    // Unlimited, because frames for streams that were just reset count as invalid.
    maxSessionInvalidFrames: 2 ** 31 - 1,
    // Unlimited, because clients may cancel as fast as they like, which Node would take for an attack, and hang up.
    // Node 20 has no such option.
    ...{ streamResetBurst: 2 ** 31 - 1, streamResetRate: 2 ** 31 - 1 },
  });
  // An error of a connection ends its calls, which tell of it; one that does not speak HTTP/2 is left to its client to
  // notice.
  server.on('sessionError', () => {});
  const take = (socket: Socket): void => {
    server.once('session', (session: ServerHttp2Session) => {
      session.setLocalWindowSize(connectionWindow);
      // Node 20 would leave the socket of such a session open for ever.
      session.on('error', () => setImmediate(() => socket.destroy()));
    });
    server.emit('connection', socket);
  };
  return { server, take };
}
