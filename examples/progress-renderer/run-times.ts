/** When a step ran: it may run several times, one run may begin before the other has ended, and the ends come in any order. */
export class RunTimes {
  /** The end of each run, by its beginning; undefined while it goes on. Milliseconds, by the server's clock. */
  readonly #runs = new Map<number, number | undefined>();

  add(started: number, completed: number | undefined): void {
    // A message that was sent before the end was known changes nothing.
    this.#runs.set(started, completed ?? this.#runs.get(started));
  }

  get begun(): boolean {
    return this.#runs.size > 0;
  }

  get running(): boolean {
    return [...this.#runs.values()].includes(undefined);
  }

  /** How long it ran in all, in milliseconds; time in which two runs overlap counts once. */
  durationMs(now: number): number {
    let total = 0;
    let counted = Number.NEGATIVE_INFINITY;
    for (const [started, completed] of [...this.#runs].toSorted(([a], [b]) => a - b)) {
      // Clocks of several machines disagree: an end may seem to come before its beginning.
      const from = Math.max(started, counted);
      const to = completed ?? now;
      if (to <= from) continue;
      total += to - from;
      counted = to;
    }
    return total;
  }
}
