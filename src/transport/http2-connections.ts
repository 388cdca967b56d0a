import { createServer, type Http2Server, type ServerHttp2Session } from 'node:http2';
import type { Socket } from 'node:net';
import { setImmediate } from '../time/host.js';

/** Of a whole connection: a call whose requests are not read takes nothing of the others' window. */
const connectionWindow = 16 * 1024 * 1024;

/** grpc-go's, of all headers together. */
const headerLimit = 16 * 1024 * 1024;

/** A server of node:http2 that is given its sockets, and keeps none that has broken the protocol. */
export function http2Server(): { readonly server: Http2Server; readonly take: (socket: Socket) => void } {
  const server = createServer({
    settings: { maxConcurrentStreams: 2 ** 31 - 1, maxHeaderListSize: headerLimit },
    maxSessionMemory: 4096,
    maxHeaderListPairs: headerLimit,
    // Frames for streams that were just reset count as invalid.
    maxSessionInvalidFrames: 2 ** 31 - 1,
    // Clients may cancel as fast as they like: Node would take it for an attack, and hang up. Node 20 has no such option.
    ...{ streamResetBurst: 2 ** 31 - 1, streamResetRate: 2 ** 31 - 1 },
  });
  // What goes wrong with a connection ends its calls, which tell of it; one that speaks no HTTP/2 is its client's to notice.
  server.on('sessionError', () => {});
  const take = (socket: Socket): void => {
    server.once('session', (session: ServerHttp2Session) => {
      session.setLocalWindowSize(connectionWindow);
      // Node 20 leaves the socket of such a session open, for ever.
      session.on('error', () => setImmediate(() => socket.destroy()));
    });
    server.emit('connection', socket);
  };
  return { server, take };
}
