import type { Middleware } from '../../fake-controller/handlers/middleware.js';
import { onDisconnect } from './on-disconnect.js';

/** Collects the refs of sessions that were disconnected so far, while `noting` stands around the handlers. */
export function disconnectedRefs(): { readonly gone: ReadonlySet<string>; readonly noting: Middleware } {
  const gone = new Set<string>();
  const noting = onDisconnect(async (_context, { ref }, disconnect) => {
    gone.add(ref);
    await disconnect();
  });
  return { gone, noting };
}
