import type { BuildScript } from '../../scenarios/model/build-script.js';
import type { VertexScript } from '../../scenarios/model/vertex-script.js';
import type { Beat } from './event.js';
import { layOut, type Timeline } from './timeline.js';

/** Where a build is on its timeline, which is laid out anew whenever a barrier is released. */
export class Course {
  readonly #vertices: readonly VertexScript[];
  readonly #limits: BuildScript['logLimits'];
  readonly #releases = new Map<string, number>();
  readonly #taken = new Set<string>();
  #timeline: Timeline;
  #next = 0;

  constructor(vertices: readonly VertexScript[], limits: BuildScript['logLimits']) {
    this.#vertices = vertices;
    this.#limits = limits;
    this.#timeline = layOut(vertices, { limits });
  }

  get timeline(): Timeline {
    return this.#timeline;
  }

  /** When something happens next, or the build ends, in milliseconds after its start; `Infinity` at a barrier. */
  get due(): number {
    return this.#timeline.beats[this.#next]?.at ?? this.#timeline.duration;
  }

  /** What happens next, which thereby has happened; undefined at the end. */
  take(): Beat | undefined {
    const beat = this.#timeline.beats[this.#next];
    if (beat === undefined) return undefined;
    this.#next++;
    for (const key of beat.keys) this.#taken.add(key);
    return beat;
  }

  /** A barrier is released; nothing changes before `at`, milliseconds after the start. */
  release(barrier: string, at: number): void {
    if (this.#releases.has(barrier)) return;
    this.#releases.set(barrier, at);
    this.#timeline = layOut(this.#vertices, { releases: this.#releases, limits: this.#limits, past: this.#taken });
    this.#next = 0;
  }
}
