import type { StatusRequest } from '../../protocol/messages.js';
import type { StatusFeed } from '../../playback/progress/status-feed.js';
import type { Context } from '../context.js';
import { RpcFailure } from '../../playback/rpc-failure.js';
import { waitsForBuild } from './waits-for-build.js';
import type { TypedCall } from './typed-call.js';
import { sessionWording } from '../../protocol/session-wording.js';

/** Serves Status (docs/real-controller.md §5.5). */
export async function status(context: Context, request: StatusRequest, call: TypedCall<'Status'>): Promise<void> {
  if (request.ref === '') throw new RpcFailure(sessionWording(context.revision).status.empty);
  const outlives = context.has('zombie-subscribers');
  let feed: StatusFeed | undefined;
  do {
    const waiting = context.sessions.waitFor(request.ref, ({ build }) => build.feed, outlives ? undefined : call);
    feed = await context.waits.during(call, () => waitsForBuild(context, request.ref, '§5.5'), waiting);
    // Done by another function, because many streams may wait here, and each keeps the whole of its function in memory.
    if (feed !== undefined) await forward(feed, call, outlives);
  } while (feed?.vanished === true);
}

async function forward(feed: StatusFeed, call: TypedCall<'Status'>, outlives: boolean): Promise<void> {
  const subscriber = feed.subscribe();
  const stopListening = outlives ? () => {} : call.onCancel(() => subscriber.leave());
  while (!subscriber.done) {
    const message = subscriber.take();
    if (message === undefined) await subscriber.wait();
    else if (!(await call.send(message))) break;
  }
  stopListening();
  subscriber.leave();
}
