import type { PlannedStep } from '../../dockerfile/plan.js';
import type { Work } from '../../playback/builds/performance.js';
import { timestamp } from '../../playback/builds/timestamp.js';
import type { StatusResponse } from '../../protocol/messages.js';
import type { VertexScript } from '../../scenarios/model/vertex-script.js';
import type { Timekeeper } from '../../time/clock.js';
import type { Came, StepLoader } from './step-loader.js';
import { transfer } from './step-vertices.js';

/**
 * So many bytes, or the next multiple, come between two statuses of a directory. BuildKit counts milliseconds, by which no two
 * builds would be alike.
 */
const toldEvery = 1024 * 1024;

/** What a build asks of its client while it runs: directories, secrets and agents, each when the step begins that needs it. */
export class ClientWork implements Work {
  readonly #clock: Timekeeper;
  readonly #loader: StepLoader;
  readonly #steps: ReadonlyMap<string, PlannedStep>;
  readonly #known: () => readonly VertexScript[];

  /**
   * @param steps by the names of their vertices
   * @param known gives the vertices with what is known of them
   */
  constructor(
    clock: Timekeeper,
    loader: StepLoader,
    steps: ReadonlyMap<string, PlannedStep>,
    known: () => readonly VertexScript[],
  ) {
    this.#clock = clock;
    this.#loader = loader;
    this.#steps = new Map([...steps].filter(([, step]) => loader.isLeft(step)));
    this.#known = known;
  }

  get vertices(): ReadonlySet<string> {
    return new Set(this.#steps.keys());
  }

  async do(vertex: string, tell: (message: StatusResponse) => unknown): Promise<readonly VertexScript[]> {
    const step = this.#steps.get(vertex);
    if (step !== undefined) await this.#loader.load(step, this.#counter(step, tell));
    return this.#known();
  }

  /** Tells of bytes as they come. */
  #counter({ local, digest }: PlannedStep, tell: (message: StatusResponse) => unknown): Came {
    const started = timestamp(this.#clock.now);
    let told = 0;
    return (bytes) => {
      const reached = bytes - (bytes % toldEvery);
      if (local === undefined || reached <= told) return;
      told = reached;
      const { id, name = '' } = transfer(local.name, reached);
      const now = timestamp(this.#clock.now);
      const status = { id, vertex: digest, name, current: BigInt(reached), total: 0n, timestamp: now, started };
      tell({ vertices: [], statuses: [status], logs: [], warnings: [] });
    };
  }
}
