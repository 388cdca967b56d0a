import type { Middleware } from '../../fake-controller/handlers/middleware.js';
import type { StatusResponse, Vertex } from '../../protocol/messages.js';
import { sending } from './sending.js';

/** Shows other progress in place of each message of Status. */
export function progress(
  change: (message: StatusResponse, nth: number) => StatusResponse | readonly StatusResponse[],
): Middleware {
  return sending('Status', (message, nth) => {
    // The cast is safe, because what a build reports is complete.
    const changed = change(message as StatusResponse, nth);
    return 'vertices' in changed ? [changed] : changed;
  });
}

/** Shows other vertices. */
export function vertices(change: (vertex: Vertex, nth: number) => Vertex): Middleware {
  return progress((message, nth) => ({ ...message, vertices: message.vertices.map((one) => change(one, nth)) }));
}
