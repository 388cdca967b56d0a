import type { CallEvent } from '../../client/call-event.js';
import type { MethodName } from '../../protocol/methods.js';
import { statusCodes } from '../../protocol/status-code.js';

/** So many waits in vain for calls of an RPC that was never answered, and nobody waits any more. */
const oftenEnough = 3;

/** What a call ends with that we gave up ourselves: no answer of the target's. */
const ourOwn: readonly number[] = [statusCodes.CANCELLED, statusCodes.DEADLINE_EXCEEDED, statusCodes.UNAVAILABLE];

/** What a target has answered in a run, and what it has not. */
export class HangingCalls {
  readonly #answered = new Set<MethodName>();
  readonly #inVain = new Map<MethodName, number>();
  readonly #timeoutMs: number;

  constructor(timeoutMs: number) {
    this.#timeoutMs = timeoutMs;
  }

  /** What a client sees. */
  see(event: CallEvent): void {
    const { kind, method } = event;
    if (kind !== 'received' && (kind !== 'status' || ourOwn.includes(event.status.code))) return;
    this.#answered.add(method);
    this.#inVain.delete(method);
  }

  /** A wait for these calls has timed out: each counts once. */
  waitedFor(methods: readonly MethodName[]): void {
    for (const method of new Set(methods)) {
      if (!this.#answered.has(method)) this.#inVain.set(method, (this.#inVain.get(method) ?? 0) + 1);
    }
  }

  hangs(method: MethodName): boolean {
    return (this.#inVain.get(method) ?? 0) >= oftenEnough;
  }

  /** Of those that hang, in one line; undefined when none does. */
  get text(): string | undefined {
    const names = [...this.#inVain.keys()].filter((method) => this.hangs(method));
    if (names.length === 0) return undefined;
    return `${names.join(', ')} never answered within ${this.#timeoutMs} ms: what needs it is not checked`;
  }
}
