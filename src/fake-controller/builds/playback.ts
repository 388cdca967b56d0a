import { CancellationSource, type Cancellation } from '../../time/cancellation.js';
import { sleep } from '../../time/sleep.js';
import type { Context } from '../context.js';
import type { Course } from './course.js';
import type { Beat } from './event.js';

/** Plays a build's course on the clock. What stands at a barrier waits there; all else goes on. */
export class Playback {
  /** In milliseconds since the Unix epoch. */
  readonly began: number;
  readonly #context: Context;
  readonly #course: Course;
  readonly #who: string;
  readonly #cancellation: Cancellation;
  /** Ends a sleep before its time. */
  #wake: CancellationSource | undefined;

  constructor(context: Context, course: Course, who: string, cancellation: Cancellation) {
    this.#context = context;
    this.#course = course;
    this.#who = who;
    this.#cancellation = cancellation;
    this.began = context.clock.now;
  }

  /** What happens next, at its time; undefined when the build is over or was cancelled. */
  async next(): Promise<Beat | undefined> {
    for (;;) {
      if (this.#cancellation.cancelled) return undefined;
      const wait = this.began + this.#course.due - this.#context.clock.now;
      if (wait <= 0) {
        const beat = this.#course.take();
        for (const barrier of beat?.arrivals ?? []) this.#arrive(barrier);
        return beat;
      }
      await this.#sleep(wait);
    }
  }

  /** What the beat releases, once its message is on its way. */
  release({ releases }: Beat): void {
    for (const barrier of releases) this.#context.barriers.release(barrier, this.#who);
  }

  #arrive(barrier: string): void {
    const { barriers, clock } = this.#context;
    void barriers.arrive(barrier, this.#who, this.#cancellation).then((released) => {
      if (!released) return;
      this.#course.release(barrier, clock.now - this.began);
      this.#wake?.cancel();
    });
  }

  async #sleep(ms: number): Promise<void> {
    const wake = new CancellationSource();
    this.#wake = wake;
    const stopListening = this.#cancellation.onCancel(() => wake.cancel());
    if (ms === Number.POSITIVE_INFINITY) {
      await new Promise<void>((resolve) => {
        wake.onCancel(resolve);
      });
    } else {
      await sleep(this.#context.clock, ms, this.#who, wake);
    }
    stopListening();
    this.#wake = undefined;
  }
}
