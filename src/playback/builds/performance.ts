import type { StatusResponse, Vertex } from '../../protocol/messages.js';
import type { LogLimits } from '../../scenarios/model/build-script.js';
import type { RecordedBuild } from '../../scenarios/model/recorded-build.js';
import type { VertexScript } from '../../scenarios/model/vertex-script.js';
import type { Cancellation } from '../../time/cancellation.js';
import { partsThatFit } from '../progress/parts-that-fit.js';
import { Replay } from '../recorded/replay.js';
import { toMilliseconds } from '../../time/duration.js';
import type { Stage } from '../stage.js';
import { Course } from './course.js';
import { Playback } from './playback.js';
import { splitLogs } from './split-logs.js';
import type { Timeline } from './timeline.js';
import { timestamp } from './timestamp.js';

/** Takes a message of progress; gives a promise where the build has to wait until it is taken. */
export type Send = (message: StatusResponse) => Promise<void> | undefined;

/** What vertices do when they start that no script knows beforehand, such as to receive what a client sends. */
export interface Work {
  /** The names of the vertices that have something to do. */
  readonly vertices: ReadonlySet<string>;
  /** Does it for a vertex, tells of it meanwhile, and gives all vertices with what is known of them then. */
  do(vertex: string, tell: Send): Promise<readonly VertexScript[]>;
}

/** One build as those see it who follow its progress, whichever service tells them. */
export class Performance {
  readonly #stage: Pick<Stage, 'clock' | 'barriers'>;
  readonly #who: string;
  readonly #cancellation: Cancellation;
  readonly #send: Send;
  /**
   * Each vertex that was reported as started, as it was reported last. Those that have completed stay, because taking
   * them out costs more.
   */
  readonly #begun = new Map<string, Vertex>();

  constructor(stage: Pick<Stage, 'clock' | 'barriers'>, who: string, cancellation: Cancellation, send: Send) {
    this.#stage = stage;
    this.#who = who;
    this.#cancellation = cancellation;
    this.#send = send;
  }

  /**
   * Plays a graph; gives how it went, or undefined when the build was cancelled before its end. A vertex takes so much
   * longer as its work has taken by the clock.
   */
  async play(
    vertices: readonly VertexScript[],
    limits: LogLimits | undefined,
    work?: Work,
  ): Promise<Timeline | undefined> {
    const course = new Course(vertices, limits, work?.vertices);
    const tookMs = new Map<string, number>();
    const playback = new Playback(this.#stage, course, this.#who, this.#cancellation);
    while (!this.#cancellation.cancelled) {
      const { wait } = playback;
      if (wait > 0) {
        await playback.sleep(wait);
        continue;
      }
      const beat = playback.take();
      if (beat === undefined) return course.timeline;
      const message = beat.message(playback.began);
      // Awaited although there is nothing to send, so that whatever else happens at the same instant gets its turn.
      if (isEmpty(message)) await atOnce;
      else for (const part of splitLogs(message)) for (const fitting of partsThatFit(part)) await this.#tell(fitting);
      playback.release(beat);
      for (const vertex of beat.works) {
        const began = this.#stage.clock.now;
        const known = (await work?.do(vertex, (message) => this.#tell(message))) ?? vertices;
        tookMs.set(vertex, this.#stage.clock.now - began);
        course.amend(known.map((script) => longer(script, tookMs.get(script.name))));
      }
    }
    return undefined;
  }

  /**
   * Tells what a recording has until its build answers; gives what tells the rest, where there is more. Whether the
   * build was cancelled meanwhile, the caller knows.
   */
  async replay(recorded: RecordedBuild): Promise<(() => Promise<void>) | undefined> {
    const replay = new Replay(recorded, this.#stage.clock, this.#who, this.#cancellation);
    for await (const message of replay.untilAnswer()) await this.#tell(message);
    if (!replay.lingers) return undefined;
    return async () => {
      for await (const message of replay.afterAnswer()) await this.#tell(message);
    };
  }

  /** What tells that all that still ran was cancelled; none when nothing ran. */
  cancelled(): readonly StatusResponse[] {
    const running = [...this.#begun.values()].filter((vertex) => vertex.completed === undefined);
    if (running.length === 0) return [];
    const completed = timestamp(this.#stage.clock.now);
    const vertices = running.map((vertex) => ({ ...vertex, completed, error: 'context canceled' }));
    return partsThatFit({ vertices, statuses: [], logs: [], warnings: [] });
  }

  #tell(message: StatusResponse): Promise<void> | undefined {
    for (const vertex of message.vertices) this.#note(vertex);
    return this.#send(message);
  }

  #note(vertex: Vertex): void {
    const { digest, started, completed } = vertex;
    // A vertex that starts again comes last. It is deleted first, because setting it anew would leave it in its place.
    const again = completed === undefined && this.#begun.get(digest)?.completed !== undefined;
    if (again || started === undefined) this.#begun.delete(digest);
    if (started !== undefined) this.#begun.set(digest, vertex);
  }
}

function longer(script: VertexScript, ms = 0): VertexScript {
  return ms === 0 ? script : { ...script, takes: toMilliseconds(script.takes ?? 0) + ms };
}

/** A message is empty where a build only comes to a barrier. */
function isEmpty({ vertices, statuses, logs, warnings }: StatusResponse): boolean {
  return vertices.length + statuses.length + logs.length + warnings.length === 0;
}

const atOnce = Promise.resolve();
