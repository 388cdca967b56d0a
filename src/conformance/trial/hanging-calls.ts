import type { CallEvent } from '../../client/call-event.js';
import type { MethodName } from '../../protocol/methods.js';
import { statusCodes } from '../../protocol/status-code.js';

/** After so many waits in vain for calls of an RPC that was never answered, nobody waits for it any more. */
const oftenEnough = 3;

/** The codes of calls that the suite gave up itself, which are no answers of the target. */
const ourOwn: readonly number[] = [statusCodes.CANCELLED, statusCodes.DEADLINE_EXCEEDED, statusCodes.UNAVAILABLE];

/** Remembers which RPCs a target has answered in a run, and for which it was waited in vain. */
export class HangingCalls {
  readonly #answered = new Set<MethodName>();
  readonly #inVain = new Map<MethodName, number>();
  readonly #timeoutMs: number;

  constructor(timeoutMs: number) {
    this.#timeoutMs = timeoutMs;
  }

  /** Takes in what a client sees. */
  see(event: CallEvent): void {
    const { kind, rpc } = event;
    if (kind !== 'response' && (kind !== 'status' || ourOwn.includes(event.status.code))) return;
    this.#answered.add(rpc);
    this.#inVain.delete(rpc);
  }

  /** Counts a wait for these calls that has timed out; each RPC counts once. */
  waitedFor(methods: readonly MethodName[]): void {
    for (const method of new Set(methods)) {
      if (!this.#answered.has(method)) this.#inVain.set(method, (this.#inVain.get(method) ?? 0) + 1);
    }
  }

  hangs(method: MethodName): boolean {
    return (this.#inVain.get(method) ?? 0) >= oftenEnough;
  }

  /** Names the RPCs that hang, in one line; undefined when none does. */
  get text(): string | undefined {
    const names = [...this.#inVain.keys()].filter((method) => this.hangs(method));
    if (names.length === 0) return undefined;
    return `${names.join(', ')} never answered within ${this.#timeoutMs} ms: what needs it is not checked`;
  }
}
