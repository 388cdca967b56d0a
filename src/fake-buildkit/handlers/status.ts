import type { StatusFeed } from '../../playback/progress/status-feed.js';
import { waitForBuild } from '../builds/wait-for-build.js';
import type { Life } from '../life.js';
import { type BuildKitCall, requestOf } from './buildkit-call.js';

type StatusCall = BuildKitCall<'Control.Status'>;

/** How long a Status waits for its build to begin, in milliseconds. */
const patienceMs = 6000;

/**
 * Serves Control.Status: all progress of a build, from its beginning, also when it is over. As long as a second build of
 * a ref goes on, it is the first one's, because BuildKit looks into its history before it looks for what runs; and a
 * build that was deleted from the history is still told of for ten seconds after its end.
 */
export async function status(life: Life, call: StatusCall): Promise<void> {
  const { ref } = await requestOf(call);
  call.about(ref);
  const feed = life.history.progress(ref) ?? (await waitForBuild(life, call, ref, patienceMs))?.feed;
  if (feed !== undefined) await forward(feed, call);
}

async function forward(feed: StatusFeed, call: StatusCall): Promise<void> {
  const subscriber = feed.subscribe();
  const stopListening = call.onCancel(() => subscriber.leave());
  while (!subscriber.done) {
    const message = subscriber.take();
    if (message === undefined) await subscriber.wait();
    else if (!(await call.send(message))) break;
  }
  stopListening();
  subscriber.leave();
}
