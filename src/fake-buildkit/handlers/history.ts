import type { control } from '../../protocol/buildkit/messages.js';
import type { Init } from '../../protocol/messages.js';
import { RpcFailure } from '../../playback/rpc-failure.js';
import type { Life } from '../life.js';
import { type BuildKitCall, requestOf } from './buildkit-call.js';

type ListenCall = BuildKitCall<'Control.ListenBuildHistory'>;
type Event = Init<control.BuildHistoryEvent>;

/** Serves Control.ListenBuildHistory: what there is to tell, and then, unless that is enough, what happens. */
export async function listenBuildHistory(life: Life, call: ListenCall): Promise<void> {
  const request = await requestOf(call);
  if (request.ref !== '') call.about(request.ref);
  const wanted = ({ type, record }: Event): boolean =>
    (request.ref === '' || record?.ref === request.ref) && (!request.activeOnly || type === 'STARTED');
  const there = life.history.events.filter(wanted);
  // Listened for before anything is sent, so that nothing is missed meanwhile.
  const coming = new Coming();
  const stopListening = request.earlyExit ? undefined : life.history.onEvent((event) => coming.add(event));
  for (const event of request.limit > 0 ? there.slice(-request.limit) : there) await call.send(event);
  if (stopListening === undefined) return;
  const stopWaiting = call.onCancel(() => coming.end());
  for await (const event of coming) if (wanted(event) || event.type === 'DELETED') await call.send(event);
  stopWaiting();
  stopListening();
}

/** Serves Control.UpdateBuildHistory: pins a build, forgets it, or finishes what is written of it. */
export function updateBuildHistory(
  { history, content }: Life,
  { ref, pinned, delete: forget, finalize }: control.UpdateBuildHistoryRequest,
): Init<control.UpdateBuildHistoryResponse> {
  const record = history.get(ref);
  if (record === undefined) {
    if (forget) return {};
    throw new RpcFailure(`could not find build history ${ref}`, 'NOT_FOUND');
  }
  if (forget) {
    history.remove(ref);
    content.forgetRecord(ref);
    return {};
  }
  if (!finalize) history.put({ ...record, pinned });
  return {};
}

/** Events that wait to be sent. */
class Coming implements AsyncIterable<Event> {
  readonly #events: Event[] = [];
  #ended = false;
  #wake: (() => void) | undefined;

  add(event: Event): void {
    this.#events.push(event);
    this.#wake?.();
  }

  end(): void {
    this.#ended = true;
    this.#wake?.();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Event> {
    while (!this.#ended) {
      const event = this.#events.shift();
      if (event !== undefined) yield event;
      else
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
    }
  }
}
