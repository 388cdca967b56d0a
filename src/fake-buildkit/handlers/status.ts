import type { StatusFeed } from '../../playback/progress/status-feed.js';
import type { Life } from '../life.js';
import { type BuildKitCall, requestOf } from './buildkit-call.js';

type StatusCall = BuildKitCall<'Control.Status'>;

/** Serves Control.Status: all progress of a build, from its beginning, also when it is over. */
export async function status(life: Life, call: StatusCall): Promise<void> {
  const { ref } = await requestOf(call);
  call.about(ref);
  const reason = (): string => `waits for a Control.Solve of ${JSON.stringify(ref)}: nobody builds it`;
  const build = await life.waits.during(call, reason, life.builds.waitFor(ref, call));
  if (build !== undefined) await forward(build.feed, call);
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
