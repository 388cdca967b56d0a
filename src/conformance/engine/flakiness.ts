import { type StatusCode, statusCodes } from '../../protocol/status-code.js';
import { statusText } from '../../protocol/status-text.js';

/** How a call ends that a server cannot serve just then. */
export interface Refusal {
  readonly code: number;
  readonly message: string;
}

/** Only the first says so always: the others may be what a call deserves. */
const passing: readonly number[] = [
  statusCodes.UNAVAILABLE,
  statusCodes.RESOURCE_EXHAUSTED,
  statusCodes.DEADLINE_EXCEEDED,
] satisfies readonly StatusCode[];

/** Whether a call that ended so may be served the next time. */
export function isRefusal({ code }: Refusal): boolean {
  return passing.includes(code);
}

export function isUnavailable({ code }: Refusal): boolean {
  return code === statusCodes.UNAVAILABLE;
}

/** So many different refusals are named. */
const named = 3;

/** Of so many are the words kept; a target may say something else each time. */
const kept = 100;

/** Refusals, counted by their words. */
class Refusals {
  #count = 0;
  readonly #byText = new Map<string, number>();

  add(refusals: readonly Refusal[]): void {
    this.#count += refusals.length;
    for (const refusal of refusals) {
      const text = statusText(refusal);
      const before = this.#byText.get(text);
      if (before !== undefined || this.#byText.size < kept) this.#byText.set(text, (before ?? 0) + 1);
    }
  }

  get isEmpty(): boolean {
    return this.#count === 0;
  }

  /** `2 of 5 calls ended UNAVAILABLE 'try again'`. */
  of(calls: string): string {
    const kinds = [...this.#byText].toSorted(([, a], [, b]) => b - a).slice(0, named);
    const others = this.#count - kinds.reduce((sum, [, count]) => sum + count, 0);
    const isAlone = kinds.length === 1 && others === 0;
    const shown = kinds.map(([text, count]) => (isAlone ? text : `${text} (${count})`));
    return `${this.#count} of ${calls} ended ${[...shown, ...(others === 0 ? [] : [`otherwise (${others})`])].join(', ')}`;
  }
}

/** The calls of one execution, and those that the target refused. */
export interface Refused {
  readonly calls: number;
  readonly refusals: readonly Refusal[];
}

/**
 * What is to be said of a violation in which calls were refused; undefined when nothing is.
 * @param intermittent - it did not fail whenever it was run again: other refusals than UNAVAILABLE may be whims then
 */
export function flakyText({ calls, refusals }: Refused, intermittent: boolean): string | undefined {
  const unavailable = refusals.filter(isUnavailable);
  const whims = unavailable.length === 0 && intermittent ? refusals : unavailable;
  if (whims.length === 0) return undefined;
  const counted = new Refusals();
  counted.add(whims);
  const text = counted.of(`its ${calls} ${calls === 1 ? 'call' : 'calls'}`);
  return `${text}, and the target answers in between: it is flaky, and this may be no more than that`;
}

/** How often a target that answers has refused calls in a run. */
export class Flakiness {
  #calls: number;
  readonly #refusals = new Refusals();

  /** @param before - how the target was asked in vain until it answered for the first time */
  constructor(before: readonly Refusal[] = []) {
    this.#calls = before.length;
    this.#refusals.add(before);
  }

  /** Calls that were made, however they ended. */
  made(calls: number): void {
    this.#calls += calls;
  }

  /** Those of them that were refused by a target that has answered since. */
  refused(refusals: readonly Refusal[]): void {
    this.#refusals.add(refusals);
  }

  /** In one line; undefined when nothing was refused. */
  get text(): string | undefined {
    if (this.#refusals.isEmpty) return undefined;
    return `the target is flaky: ${this.#refusals.of(`${this.#calls} calls`)}; it answers in between`;
  }
}
