import { CancellationSource, type Cancellation } from '../../time/cancellation.js';
import { sleep } from '../../time/sleep.js';
import type { Stage } from '../stage.js';
import type { Course } from './course.js';
import type { Beat } from './event.js';

/** Plays a build's course on the clock. What stands at a barrier waits there, while everything else goes on. */
export class Playback {
  /** When the build began, in milliseconds since the Unix epoch. */
  readonly began: number;
  readonly #stage: Pick<Stage, 'clock' | 'barriers'>;
  readonly #course: Course;
  readonly #who: string;
  readonly #cancellation: Cancellation;
  /** Ends a sleep before its time. */
  #wake: CancellationSource | undefined;
  /** How many barriers were come to and are not released. */
  #awaited = 0;

  constructor(stage: Pick<Stage, 'clock' | 'barriers'>, course: Course, who: string, cancellation: Cancellation) {
    this.#stage = stage;
    this.#course = course;
    this.#who = who;
    this.#cancellation = cancellation;
    this.began = stage.clock.now;
  }

  /** Milliseconds until something happens next; `Infinity` at a barrier. */
  get wait(): number {
    return Math.max(0, this.began + this.#course.due - this.#stage.clock.now);
  }

  /** Takes what happens next, once there is nothing to wait for; undefined at the end. */
  take(): Beat | undefined {
    const beat = this.#course.take();
    if (beat !== undefined) for (const barrier of beat.arrivals) this.#arrive(barrier);
    return beat;
  }

  /** Releases the beat's barriers, once its message is on its way. */
  release({ releases }: Beat): void {
    for (const barrier of releases) this.#stage.barriers.release(barrier, this.#who);
  }

  #arrive(barrier: string): void {
    const { barriers, clock } = this.#stage;
    this.#awaited++;
    void barriers.arrive(barrier, this.#who, this.#cancellation).then((released) => {
      this.#awaited--;
      if (!released) return;
      this.#course.release(barrier, clock.now - this.began);
      this.#wake?.cancel();
    });
  }

  /** Waits for so long, but only until a barrier is released or the build is cancelled. */
  sleep(ms: number): Promise<unknown> {
    const { clock } = this.#stage;
    // Without awaited barriers, nothing can change what comes.
    if (this.#awaited === 0) return sleep(clock, ms, this.#who, this.#cancellation);
    return this.#sleepOrWake(ms);
  }

  async #sleepOrWake(ms: number): Promise<void> {
    const wake = new CancellationSource();
    this.#wake = wake;
    const stopListening = this.#cancellation.onCancel(() => wake.cancel());
    if (ms === Number.POSITIVE_INFINITY) {
      await new Promise<void>((resolve) => {
        wake.onCancel(resolve);
      });
    } else {
      await sleep(this.#stage.clock, ms, this.#who, wake);
    }
    stopListening();
    this.#wake = undefined;
  }
}
