import type { StatusResponse } from '../../protocol/messages.js';
import type { RecordedBuild } from '../../scenarios/model/recorded-build.js';
import type { Cancellation } from '../../time/cancellation.js';
import type { Timekeeper } from '../../time/clock.js';
import { toMilliseconds } from '../../time/duration.js';
import { sleep } from '../../time/sleep.js';
import { replayedMessage } from './replayed-message.js';

/** The messages of a recorded build, each at its time, until it is over or cancelled. */
export async function* replay(
  { messages, takes }: RecordedBuild,
  clock: Timekeeper,
  who: string,
  cancellation: Cancellation,
): AsyncGenerator<StatusResponse, void, undefined> {
  const began = clock.now;
  const until = async (ms: number): Promise<boolean> => {
    const wait = began + ms - clock.now;
    if (wait > 0) await sleep(clock, wait, who, cancellation);
    return !cancellation.cancelled;
  };
  const end = takes === undefined ? undefined : toMilliseconds(takes);
  for (const message of messages) {
    // What overtook the answer is told before it: a build that has answered says no more.
    const at = Math.min(toMilliseconds(message.at), end ?? Number.POSITIVE_INFINITY);
    if (!(await until(at))) return;
    yield replayedMessage(message, began);
  }
  if (end !== undefined) await until(end);
  else await cancelled(cancellation);
}

function cancelled(cancellation: Cancellation): Promise<void> {
  if (cancellation.cancelled) return Promise.resolve();
  return new Promise((resolve) => {
    cancellation.onCancel(resolve);
  });
}
