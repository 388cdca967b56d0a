import { hash } from 'node:crypto';
import { timestamp } from '../../playback/builds/timestamp.js';
import { contextCanceled, RpcFailure } from '../../playback/rpc-failure.js';
import type { StatusResponse, Timestamp, Vertex, VertexStatus } from '../../protocol/messages.js';
import { sleep } from '../../time/sleep.js';
import type { Build } from '../builds/build.js';
import type { Life } from '../life.js';

/** How long one item takes by the fake's clock, in milliseconds. */
const itemMs = 10;

/** The progress of one exporter: its vertex, and the items of it. */
export class ExportProgress {
  readonly #life: Life;
  readonly #build: Build;
  readonly #vertex: Vertex;

  private constructor(life: Life, build: Build, vertex: Vertex) {
    this.#life = life;
    this.#build = build;
    this.#vertex = vertex;
  }

  /** Does work under a vertex of its own, which ends as the work does. @param id tells vertices of a build apart */
  static async of<T>(
    life: Life,
    build: Build,
    { id, name }: { readonly id: string; readonly name: string },
    work: (progress: ExportProgress) => Promise<T>,
  ): Promise<T> {
    const digest = `sha256:${hash('sha256', `${build.ref}-${id}`)}`;
    const vertex: Vertex = {
      digest,
      inputs: [],
      name,
      cached: false,
      error: '',
      started: timestamp(life.clock.now),
    };
    const progress = new ExportProgress(life, build, vertex);
    progress.#tell({ vertices: [vertex] });
    try {
      const result = await work(progress);
      progress.#tell({ vertices: [{ ...vertex, completed: progress.#now }] });
      return result;
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      progress.#tell({ vertices: [{ ...vertex, completed: progress.#now, error: text }] });
      throw error;
    }
  }

  /** Does one item: a few milliseconds of the fake's clock, and whatever `work` takes. */
  async item<T>(id: string, work?: () => Promise<T>): Promise<T | undefined> {
    const started = this.#now;
    const status = { id, vertex: this.#vertex.digest, name: '', current: 0n, total: 0n, started };
    this.#tell({ statuses: [{ ...status, timestamp: started }] });
    if (!(await sleep(this.#life.clock, itemMs, `${this.#vertex.name}: ${id}`, this.#build.cancellation)))
      throw contextCanceled();
    const result = await work?.();
    this.#tell({ statuses: [{ ...status, timestamp: this.#now, completed: this.#now }] });
    return result;
  }

  /** Copies files, and tells at the end how many bytes they were. */
  async transfer(id: string, work: () => Promise<number>): Promise<void> {
    const started = this.#now;
    const status = { id, vertex: this.#vertex.digest, name: 'transferring', current: 0n, total: 0n, started };
    this.#tell({ statuses: [{ ...status, timestamp: started }] });
    const current = BigInt(await work());
    this.#tell({ statuses: [{ ...status, current, timestamp: this.#now, completed: this.#now }] });
  }

  get #now(): Timestamp {
    return timestamp(this.#life.clock.now);
  }

  #tell(part: { readonly vertices?: readonly Vertex[]; readonly statuses?: readonly VertexStatus[] }): void {
    if (this.#build.exportTold) return;
    const message: StatusResponse = { vertices: [], statuses: [], logs: [], warnings: [], ...part };
    this.#build.feed.send(message);
  }
}

/** What BuildKit says when work for a client fails: the error's own text. */
export function exportFailure(error: unknown): RpcFailure {
  if (error instanceof RpcFailure) return error;
  if (!(error instanceof Error)) throw error;
  const message = 'rpcMessage' in error && typeof error.rpcMessage === 'string' ? error.rpcMessage : error.message;
  return new RpcFailure(message);
}
