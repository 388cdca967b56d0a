import type { BuildScript } from '../../scenarios/model/build-script.js';
import type { VertexScript } from '../../scenarios/model/vertex-script.js';
import type { Beat } from './event.js';
import { layOut, type Timeline } from './timeline.js';

interface Beginning {
  readonly limits: BuildScript['logLimits'];
  readonly timeline: Timeline;
}

/** The timeline with which the builds of each script begin. It is laid out once, because scripts do not change. */
const beginnings = new WeakMap<readonly VertexScript[], Beginning>();

function beginningOf(vertices: readonly VertexScript[], limits: BuildScript['logLimits']): Timeline {
  const known = beginnings.get(vertices);
  if (known !== undefined && known.limits === limits) return known.timeline;
  const timeline = layOut(vertices, { limits });
  beginnings.set(vertices, { limits, timeline });
  return timeline;
}

/** Tells where a build is on its timeline, which is laid out anew whenever a barrier is released, or more is known of it. */
export class Course {
  #vertices: readonly VertexScript[];
  readonly #limits: BuildScript['logLimits'];
  readonly #works: ReadonlySet<string> | undefined;
  /** When each barrier was released; made when needed, since few builds have barriers. */
  #releases: Map<string, number> | undefined;
  /** Keys of the events that happened on earlier timelines. */
  #taken: Set<string> | undefined;
  #timeline: Timeline;
  #next = 0;

  /** @param works the vertices that have work to do when they start */
  constructor(vertices: readonly VertexScript[], limits: BuildScript['logLimits'], works?: ReadonlySet<string>) {
    this.#vertices = vertices;
    this.#limits = limits;
    this.#works = works;
    this.#timeline = works === undefined ? beginningOf(vertices, limits) : layOut(vertices, { limits, works });
  }

  get timeline(): Timeline {
    return this.#timeline;
  }

  /** When something happens next, or the build ends, in milliseconds after its start; `Infinity` at a barrier. */
  get due(): number {
    return this.#timeline.beats[this.#next]?.at ?? this.#timeline.duration;
  }

  /** Takes what happens next, which then has happened; undefined at the end. */
  take(): Beat | undefined {
    const beat = this.#timeline.beats[this.#next];
    if (beat === undefined) return undefined;
    this.#next++;
    return beat;
  }

  /**
   * Lays the timeline out anew, because a barrier is released; nothing changes before `at`, in milliseconds after the
   * start.
   */
  release(barrier: string, at: number): void {
    const releases = (this.#releases ??= new Map());
    if (releases.has(barrier)) return;
    releases.set(barrier, at);
    this.#layOutAnew();
  }

  /** Lays the timeline out anew for the same vertices, of which more is known now; what has happened stays as it was. */
  amend(vertices: readonly VertexScript[]): void {
    this.#vertices = vertices;
    this.#layOutAnew();
  }

  #layOutAnew(): void {
    const past = (this.#taken ??= new Set());
    for (const beat of this.#timeline.beats.slice(0, this.#next)) for (const key of beat.keys) past.add(key);
    const releases = this.#releases ?? new Map<string, number>();
    this.#timeline = layOut(this.#vertices, { releases, limits: this.#limits, past, works: this.#works });
    this.#next = 0;
  }
}
