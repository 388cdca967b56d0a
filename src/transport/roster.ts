/** The place of a value in a {@link Roster}. */
export interface Place<T> {
  readonly value: T;
  before: Place<T> | undefined;
  after: Place<T> | undefined;
}

/**
 * Things that come and go, in the order in which they came. A Set will not do: as it is filled and emptied it leaves
 * tables behind, each of which keeps the next one alive, with everything in it, until old objects are collected.
 */
export class Roster<T> implements Iterable<T> {
  #first: Place<T> | undefined;
  #last: Place<T> | undefined;

  add(value: T): Place<T> {
    const place: Place<T> = { value, before: this.#last, after: undefined };
    if (this.#last === undefined) this.#first = place;
    else this.#last.after = place;
    this.#last = place;
    return place;
  }

  /** Removes the value at a place that `add` gave; a place is left only once. */
  remove(place: Place<T>): void {
    const { before, after } = place;
    if (before === undefined) this.#first = after;
    else before.after = after;
    if (after === undefined) this.#last = before;
    else after.before = before;
    // Cleared, so that a place that was left keeps nothing alive.
    place.before = undefined;
    place.after = undefined;
  }

  get empty(): boolean {
    return this.#first === undefined;
  }

  *[Symbol.iterator](): Generator<T> {
    for (let place = this.#first; place !== undefined; place = place.after) yield place.value;
  }
}
