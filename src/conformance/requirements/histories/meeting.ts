/** A place where several wait for one another, again and again; those that have left are not waited for. */
export class Meeting {
  readonly #arrivals: number[];
  readonly #waiting: (() => void)[] = [];

  constructor(members: number) {
    this.#arrivals = Array.from({ length: members }, () => 0);
  }

  /** Resolves when all others have come as often, or have left. */
  async meet(member: number): Promise<void> {
    const nth = (this.#arrivals[member] ?? 0) + 1;
    this.#arrive(member, nth);
    while (this.#arrivals.some((times) => times < nth)) {
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
      });
    }
  }

  leave(member: number): void {
    this.#arrive(member, Infinity);
  }

  #arrive(member: number, times: number): void {
    this.#arrivals[member] = times;
    for (const wake of this.#waiting.splice(0)) wake();
  }
}
