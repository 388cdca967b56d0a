import type { Run, TracedBuild, TracedLog, TracedProgress, TracedVertex } from './trace.js';

/** What a message tells of a vertex; times are milliseconds since the Unix epoch. */
export interface VertexNews {
  readonly digest: string;
  readonly name: string;
  readonly inputs: readonly string[];
  readonly cached: boolean;
  readonly error: string;
  readonly started?: number;
  readonly completed?: number;
}

/** A message of a build's progress; times are milliseconds since the Unix epoch. */
export interface ProgressNews {
  readonly vertices: readonly VertexNews[];
  readonly logs: readonly (Omit<TracedLog, 'time'> & { readonly vertex: string; readonly time: number | undefined })[];
  readonly progress: readonly (TracedProgress & {
    readonly vertex: string;
    readonly id: string;
    readonly time: number | undefined;
  })[];
  readonly warnings: readonly { readonly vertex: string; readonly text: string }[];
}

interface Growing {
  news: VertexNews;
  readonly runs: { from: number; to?: number }[];
  readonly logs: TracedLog[];
  readonly progress: Map<string, TracedProgress>;
  readonly warnings: Set<string>;
}

/** Puts together what the messages of a build tell, from one stream of them or several that tell the same. */
export class BuildHistory {
  readonly #ref: string;
  readonly #vertices = new Map<string, Growing>();
  readonly #logged = new Set<string>();
  readonly #told = new Map<number, Map<string, number>>();

  constructor(ref: string) {
    this.#ref = ref;
  }

  /** @param call on which it was told: another subscriber is told the same */
  add({ vertices, logs, progress, warnings }: ProgressNews, call: number): void {
    for (const news of vertices) this.#vertex(news);
    for (const { vertex, id, name, current, total } of progress) {
      this.#of(vertex).progress.set(id, { name: name === '' ? id : name, current, total });
    }
    for (const { vertex, time = 0, stream, text } of logs) {
      const told = JSON.stringify([vertex, time, stream, text]);
      const often = this.#often(call, told);
      const key = `${often} ${told}`;
      if (this.#logged.has(key)) continue;
      this.#logged.add(key);
      this.#of(vertex).logs.push({ time, stream, text });
    }
    for (const { vertex, text } of warnings) this.#of(vertex).warnings.add(text);
  }

  /** The build as it is known, its vertices in the order in which they began, with times since `epoch`. */
  build(epoch: number): TracedBuild {
    const since = (time: number): number => Math.max(0, time - epoch);
    const vertices = [...this.#vertices].map(([digest, { news, runs, logs, progress, warnings }]): TracedVertex => {
      const { name, inputs, cached, error } = news;
      return {
        digest,
        name,
        inputs: inputs.filter((input) => this.#vertices.has(input)),
        cached,
        error,
        runs: runs.map(({ from, to }): Run => ({ from: since(from), ...(to !== undefined && { to: since(to) }) })),
        logs: logs.map((log) => ({ ...log, time: since(log.time) })),
        progress: [...progress.values()],
        warnings: [...warnings],
      };
    });
    return { ref: this.#ref, vertices: inOrder(vertices) };
  }

  /** The latest time that a message tells; undefined when it tells none. */
  static latest({ vertices, logs, progress }: ProgressNews): number | undefined {
    const times = [...vertices.flatMap(({ started, completed }) => [started, completed])];
    times.push(...logs.map(({ time }) => time), ...progress.map(({ time }) => time));
    return extreme(times, Math.max);
  }

  /** The earliest time that a message tells; undefined when it tells none. */
  static earliest({ vertices, logs, progress }: ProgressNews): number | undefined {
    const times = [...vertices.map(({ started }) => started), ...logs.map(({ time }) => time)];
    times.push(...progress.map(({ time }) => time));
    return extreme(times, Math.min);
  }

  /** How often a call has told the same by now: a step may well print the same twice at once. */
  #often(call: number, told: string): number {
    const ofCall = this.#told.get(call) ?? new Map<string, number>();
    this.#told.set(call, ofCall);
    const often = (ofCall.get(told) ?? 0) + 1;
    ofCall.set(told, often);
    return often;
  }

  #of(digest: string): Growing {
    let known = this.#vertices.get(digest);
    if (known === undefined) {
      const news = { digest, name: digest, inputs: [], cached: false, error: '' };
      known = { news, runs: [], logs: [], progress: new Map(), warnings: new Set() };
      this.#vertices.set(digest, known);
    }
    return known;
  }

  #vertex(news: VertexNews): void {
    const vertex = this.#of(news.digest);
    const { started, completed } = news;
    vertex.news = {
      ...news,
      // What is announced again may leave out what was told.
      inputs: news.inputs.length === 0 ? vertex.news.inputs : news.inputs,
      name: news.name === '' ? vertex.news.name : news.name,
    };
    if (started === undefined) return;
    const ended = completed === undefined ? {} : { to: completed };
    const known = vertex.runs.find(({ from }) => from === started);
    if (known === undefined) vertex.runs.push({ from: started, ...ended });
    else Object.assign(known, ended);
  }
}

/** By when they began; of what began at once, what others need comes first. */
function inOrder(vertices: readonly TracedVertex[]): readonly TracedVertex[] {
  const depths = depthsOf(vertices);
  const depthOf = ({ digest }: TracedVertex): number => depths.get(digest) ?? 0;
  return vertices.toSorted((one, other) => beginning(one) - beginning(other) || depthOf(one) - depthOf(other));
}

/** How many others are before each, by the longest way. What needs itself, by whatever way, is malformed, and breaks off there. */
function depthsOf(vertices: readonly TracedVertex[]): ReadonlyMap<string, number> {
  const inputsOf = new Map(vertices.map(({ digest, inputs }) => [digest, inputs]));
  const depths = new Map<string, number>();
  const begun = new Set<string>();
  for (const { digest: root } of vertices) {
    const path = [root];
    for (let digest = path.at(-1); digest !== undefined; digest = path.at(-1)) {
      begun.add(digest);
      const inputs = inputsOf.get(digest) ?? [];
      const next = inputs.find((input) => !begun.has(input));
      if (next !== undefined) path.push(next);
      else {
        depths.set(
          digest,
          inputs.reduce((most, input) => Math.max(most, (depths.get(input) ?? -1) + 1), 0),
        );
        path.pop();
      }
    }
  }
  return depths;
}

/** What has not begun comes last. */
function beginning({ runs }: TracedVertex): number {
  return runs[0]?.from ?? Number.MAX_SAFE_INTEGER;
}

function extreme(times: readonly (number | undefined)[], of: (...times: number[]) => number): number | undefined {
  const known = times.filter((time) => time !== undefined);
  return known.length === 0 ? undefined : known.reduce((one, other) => of(one, other));
}
