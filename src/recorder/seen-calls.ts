import type { MethodName, RequestOf, ResponseOf } from '../protocol/methods.js';
import type { JournalStatus } from '../journal/entry.js';
import type { Recording } from './recording.js';

/** Something that came at a time. */
export interface Timed<T> {
  readonly time: number;
  /** Among all entries: on a fake's clock, many things happen at one time. */
  readonly order: number;
  readonly message: T;
}

/** One call of a recording. */
export interface SeenCall<M extends MethodName> {
  readonly call: number;
  readonly method: M;
  readonly opened: number;
  readonly requests: Timed<RequestOf<M>>[];
  readonly responses: Timed<ResponseOf<M>>[];
  /** When its client gave it up, or its connection was lost; undefined when neither happened. */
  cancelled: { readonly time: number; readonly order: number } | undefined;
  ended: { readonly time: number; readonly status: JournalStatus } | undefined;
  /** Whether some of what passed could not be read. */
  unreadable: boolean;
}

/** Finds the calls of one RPC, in the order in which they were opened. */
export function callsOf<M extends MethodName>({ entries }: Recording, method: M): readonly SeenCall<M>[] {
  const calls = new Map<number, SeenCall<M>>();
  for (const [order, event] of entries.entries()) {
    if (event.rpc !== method) continue;
    const { time, call: number } = event;
    const call = calls.get(number) ?? newCall(number, method, time);
    calls.set(number, call);
    switch (event.kind) {
      case 'request':
        call.requests.push({ time, order, message: event.message as RequestOf<M> });
        break;
      case 'response':
        call.responses.push({ time, order, message: event.message as ResponseOf<M> });
        break;
      case 'cancel':
        call.cancelled ??= { time, order };
        break;
      case 'status':
        call.ended ??= { time, status: event.status };
        break;
      case 'undecodable':
        call.unreadable = true;
        break;
      case 'open':
      case 'half-close':
        break;
      default:
        event satisfies never;
    }
  }
  return [...calls.values()];
}

function newCall<M extends MethodName>(call: number, method: M, opened: number): SeenCall<M> {
  return {
    call,
    method,
    opened,
    requests: [],
    responses: [],
    cancelled: undefined,
    ended: undefined,
    unreadable: false,
  };
}
