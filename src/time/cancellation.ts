/** Something that can be called off once: a call that its client cancels, a process that is killed. */
export interface Cancellation {
  readonly cancelled: boolean;
  /** Calls `listener` when it is called off, at once if it was already; returns how to stop listening. */
  onCancel(listener: () => void): () => void;
}

/** A {@link Cancellation} and the means to call it off. */
export class CancellationSource implements Cancellation {
  #cancelled = false;
  #listeners: Set<() => void> | undefined;

  get cancelled(): boolean {
    return this.#cancelled;
  }

  onCancel(listener: () => void): () => void {
    if (this.#cancelled) {
      listener();
      return () => {};
    }
    this.#listeners ??= new Set();
    this.#listeners.add(listener);
    return () => this.#listeners?.delete(listener);
  }

  /** Has an effect once. */
  cancel(): void {
    if (this.#cancelled) return;
    this.#cancelled = true;
    const listeners = this.#listeners;
    this.#listeners = undefined;
    for (const listener of listeners ?? []) listener();
  }
}
