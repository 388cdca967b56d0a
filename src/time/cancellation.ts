/** Something that can be called off once: a call that its client cancels, a process that is killed. */
export interface Cancellation {
  readonly cancelled: boolean;
  /** Calls `listener` when it is called off, at once if it was already; returns how to stop listening. */
  onCancel(listener: () => void): () => void;
}

/** A {@link Cancellation} and the means to call it off. */
export class CancellationSource implements Cancellation {
  #cancelled = false;
  #listeners: (() => void)[] | undefined;

  get cancelled(): boolean {
    return this.#cancelled;
  }

  onCancel(listener: () => void): () => void {
    if (this.#cancelled) {
      listener();
      return () => {};
    }
    // An array rather than a set, because there are many of these with few listeners each. Each entry is a function of
    // its own, because the same listener may listen twice.
    const entry = (): void => listener();
    // Made with its first entry, because an array that is made empty and grows takes room for many.
    if (this.#listeners === undefined) this.#listeners = [entry];
    else this.#listeners.push(entry);
    return () => {
      const index = this.#listeners?.lastIndexOf(entry) ?? -1;
      if (index >= 0) this.#listeners?.splice(index, 1);
    };
  }

  /** Calls it off; a second call has no effect. */
  cancel(): void {
    if (this.#cancelled) return;
    this.#cancelled = true;
    // A listener may make others stop listening, and those are then not called.
    const listeners = this.#listeners ?? [];
    for (let listener = listeners.shift(); listener !== undefined; listener = listeners.shift()) listener();
    this.#listeners = undefined;
  }
}
