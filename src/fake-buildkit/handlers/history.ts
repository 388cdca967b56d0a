import type { control } from '../../protocol/buildkit/messages.js';
import type { Init } from '../../protocol/messages.js';
import { nanoseconds } from '../../playback/builds/timestamp.js';
import { RpcFailure } from '../../playback/rpc-failure.js';
import type { HistoryEvent } from '../builds/history.js';
import { FilterError } from '../filters/filter.js';
import { historyFilter } from '../filters/history-filter.js';
import type { Life } from '../life.js';
import { type BuildKitCall, requestOf } from './buildkit-call.js';

type ListenCall = BuildKitCall<'Control.ListenBuildHistory'>;

/**
 * Serves Control.ListenBuildHistory: what there is to tell, and then, unless that is enough, what happens. Filters and the
 * limit are asked of builds that are over alone, and of those that happen nothing is asked but the ref.
 */
export async function listenBuildHistory(life: Life, call: ListenCall): Promise<void> {
  const { history } = life;
  const request = await requestOf(call);
  const { ref } = request;
  if (ref !== '') call.about(ref);
  if (history.isHidden(ref)) throw new RpcFailure(`ref ${ref} is deleted: file does not exist`);
  const stopWatching = ref === '' ? undefined : history.watch(ref);
  const isWanted = ({ record }: HistoryEvent): boolean => ref === '' || record?.ref === ref;
  // Listened for before anything is sent, so that nothing is missed meanwhile.
  const coming = new Coming();
  const stopListening = history.onEvent((event) => coming.add(event));
  const stopWaiting = call.onCancel(() => coming.end());
  try {
    for (const event of history.active.filter(isWanted)) await call.send(event);
    if (!request.activeOnly) for (const event of overOf(life, request)) await call.send(event);
    if (request.earlyExit) return;
    for await (const event of coming) if (isWanted(event)) await call.send(event);
  } finally {
    stopWaiting();
    stopListening();
    stopWatching?.();
  }
}

/** The builds that are over and asked for. @throws RpcFailure for what cannot be asked */
function overOf(
  { history, clock }: Life,
  { ref, filter, limit }: control.BuildHistoryRequest,
): readonly HistoryEvent[] {
  try {
    const fits = historyFilter(filter, clock.now);
    const found = history.complete(ref).filter((event) => fits(event.record));
    if (limit < 0) throw new RpcFailure(`invalid limit ${limit}`);
    if (limit === 0) return found;
    const began = ({ record: { createdAt = {} } }: (typeof found)[number]): bigint => nanoseconds(createdAt);
    return found.toSorted((a, b) => Number(began(b) - began(a))).slice(0, limit);
  } catch (error) {
    throw error instanceof FilterError ? new RpcFailure(error.message) : error;
  }
}

/** Serves Control.UpdateBuildHistory: pins a build, forgets it, or finishes what is written of it, which here is done. */
export function updateBuildHistory(
  { history }: Life,
  { ref, pinned, delete: forget, finalize }: control.UpdateBuildHistoryRequest,
): Init<control.UpdateBuildHistoryResponse> {
  if (forget) {
    if (!history.delete(ref)) throw new RpcFailure(`lease "ref_${ref}": not found`);
  } else if (!finalize && !history.pin(ref, pinned))
    throw new RpcFailure(`failed to retrieve ref ${ref}: file does not exist`);
  return {};
}

/** Events that wait to be sent. */
class Coming implements AsyncIterable<HistoryEvent> {
  readonly #events: HistoryEvent[] = [];
  #ended = false;
  #wake: (() => void) | undefined;

  add(event: HistoryEvent): void {
    this.#events.push(event);
    this.#wake?.();
  }

  end(): void {
    this.#ended = true;
    this.#wake?.();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<HistoryEvent> {
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
