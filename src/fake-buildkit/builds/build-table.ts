import type { Leftover } from '../../playback/quiescence/not-quiescent-error.js';
import type { Cancellation } from '../../time/cancellation.js';
import type { Build } from './build.js';

/** The builds by their refs, and the calls that wait for one to begin. */
export class BuildTable {
  readonly #builds = new Map<string, Build>();
  readonly #waiting = new Map<string, Set<(build: Build) => void>>();

  get(ref: string): Build | undefined {
    return this.#builds.get(ref);
  }

  get all(): readonly Build[] {
    return [...this.#builds.values()];
  }

  add(build: Build): void {
    this.#builds.set(build.ref, build);
    const waiting = this.#waiting.get(build.ref);
    this.#waiting.delete(build.ref);
    for (const found of waiting ?? []) found(build);
  }

  /** Waits until there is a build of that ref; gives undefined when the wait is called off before. */
  waitFor(ref: string, until: Cancellation): Promise<Build | undefined> {
    const build = this.#builds.get(ref);
    if (build !== undefined || until.cancelled) return Promise.resolve(build);
    return new Promise((resolve) => {
      const waiting = this.#waiting.get(ref) ?? new Set();
      this.#waiting.set(ref, waiting);
      const found = (begun: Build | undefined): void => {
        waiting.delete(found);
        if (waiting.size === 0 && this.#waiting.get(ref) === waiting) this.#waiting.delete(ref);
        stopListening();
        resolve(begun);
      };
      waiting.add(found);
      const stopListening = until.onCancel(() => found(undefined));
    });
  }

  /** Stops all builds and forgets them. */
  end(): void {
    for (const build of this.#builds.values()) build.stop();
    this.#builds.clear();
    this.#waiting.clear();
  }

  leftovers(): readonly Leftover[] {
    return this.all.flatMap(({ ref, containers }) =>
      [...containers].flatMap(([id, { count }]): readonly Leftover[] =>
        count === 0
          ? []
          : [{ what: 'process', which: `container ${JSON.stringify(id)}`, since: `of build ${JSON.stringify(ref)}` }],
      ),
    );
  }
}
