import type { Leftover } from '../../playback/quiescence/not-quiescent-error.js';
import type { Cancellation } from '../../time/cancellation.js';
import type { Build } from './build.js';

/** The builds by their refs, and the calls that wait for one to begin. */
export class BuildTable {
  readonly #builds = new Map<string, Build>();
  readonly #waiting = new Map<string, Set<(build: Build | undefined) => void>>();

  /** The build of that ref, which runs, or has been over for less than ten seconds. */
  get(ref: string): Build | undefined {
    const build = this.#builds.get(ref);
    if (build?.isForgotten !== true) return build;
    this.#builds.delete(ref);
    return undefined;
  }

  /** Whether there is a build of that ref that fits. */
  has(ref: string, fits: (build: Build) => boolean): boolean {
    const build = this.get(ref);
    return build !== undefined && fits(build);
  }

  get all(): readonly Build[] {
    return [...this.#builds.values()];
  }

  add(build: Build): void {
    // Hardly any ref is ever asked for again, so that builds that wait to be asked for would stay as long as the fake runs.
    for (const { ref, isForgotten } of this.#builds.values()) if (isForgotten) this.#builds.delete(ref);
    this.#builds.set(build.ref, build);
    for (const found of [...(this.#waiting.get(build.ref) ?? [])]) found(build);
  }

  /** Waits until there is a build of that ref that fits; gives undefined when the wait is called off before. */
  waitFor(ref: string, until: Cancellation, fits: (build: Build) => boolean = () => true): Promise<Build | undefined> {
    if (this.has(ref, fits)) return Promise.resolve(this.get(ref));
    if (until.cancelled) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      const waiting = this.#waiting.get(ref) ?? new Set();
      this.#waiting.set(ref, waiting);
      const found = (begun: Build | undefined): void => {
        if (begun !== undefined && !fits(begun)) return;
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
