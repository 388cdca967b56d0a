import type { StatusResponse, Timestamp, Vertex, VertexLog, VertexStatus } from '../../protocol/messages.js';
import type { VertexScript, WarningScript } from '../model/vertex-script.js';
import { textOf } from '../text-of.js';

/** A vertex as a build told of it. All times are in milliseconds after the start of the build. */
export interface SeenVertex {
  readonly digest: string;
  name: string;
  /** Digests; undefined where they were not told. */
  inputs: readonly string[] | undefined;
  readonly runs: SeenRun[];
  cached: boolean;
  error: string;
  group: VertexScript['group'];
  /** Whether it was told of before it began. */
  announced: boolean;
}

/** A vertex from a start to a completion. */
export interface SeenRun {
  readonly started: number;
  completed: number | undefined;
  readonly withInputs: boolean;
  readonly logs: SeenLog[];
  readonly statuses: SeenStatus[];
  readonly warnings: { readonly at: number; readonly warning: WarningScript }[];
}

export interface SeenLog {
  readonly at: number;
  readonly stream: 'stdout' | 'stderr';
  readonly bytes: Uint8Array;
}

/** An item of progress: all that was told of it. */
export interface SeenStatus {
  readonly id: string;
  readonly name: string;
  readonly started: number;
  completed: number | undefined;
  last: number;
  current: number;
  total: number;
  /** How often it was told of. */
  count: number;
}

export interface SeenBuild {
  /** In the order in which they were told of first. */
  readonly vertices: readonly SeenVertex[];
  /** When the last was told of. */
  readonly end: number;
  /** What was told of vertices that never began: it cannot be played. */
  readonly homeless: number;
}

/** Puts together what a build told of each of its vertices. */
export function seenBuild(messages: readonly StatusResponse[]): SeenBuild {
  return new Observer(startOf(messages)).observe(messages);
}

/** When a build began: the earliest time in it, in milliseconds since the Unix epoch. */
export function startOf(messages: readonly StatusResponse[]): number {
  let first = Number.POSITIVE_INFINITY;
  for (const message of messages) for (const time of timesIn(message)) first = Math.min(first, time);
  return Number.isFinite(first) ? first : 0;
}

/** The latest time in a message; undefined when it has none. */
export function latestIn(message: StatusResponse): number | undefined {
  const times = timesIn(message);
  return times.length === 0 ? undefined : times.reduce((latest, time) => Math.max(latest, time));
}

function timesIn({ vertices, statuses, logs }: StatusResponse): readonly number[] {
  return [
    ...vertices.flatMap(({ started, completed }) => [started, completed]),
    ...statuses.flatMap(({ timestamp, started, completed }) => [timestamp, started, completed]),
    ...logs.map(({ timestamp }) => timestamp),
  ].flatMap((time) => (time === undefined || time.seconds < 0n ? [] : [msOf(time)]));
}

function msOf({ seconds, nanos }: Timestamp): number {
  return Number(seconds) * 1000 + nanos / 1e6;
}

class Observer {
  readonly #start: number;
  readonly #vertices = new Map<string, SeenVertex>();
  #now = 0;
  #homeless = 0;

  constructor(start: number) {
    this.#start = start;
  }

  observe(messages: readonly StatusResponse[]): SeenBuild {
    // First the vertices, because what is told of one may come in the message before its own.
    for (const { vertices } of messages) for (const vertex of vertices) this.#vertex(vertex);
    for (const message of messages) this.#inside(message);
    return { vertices: [...this.#vertices.values()], end: this.#now, homeless: this.#homeless };
  }

  #vertex({ digest, name, inputs, started, completed, cached, error, progressGroup: group }: Vertex): void {
    const known = this.#vertices.get(digest);
    const vertex: SeenVertex = known ?? {
      digest,
      name,
      inputs,
      runs: [],
      cached: false,
      error: '',
      group: undefined,
      announced: started === undefined,
    };
    this.#vertices.set(digest, vertex);
    if (name !== '') vertex.name = name;
    if (inputs.length > 0) vertex.inputs = inputs;
    if (cached) vertex.cached = true;
    if (error !== '') vertex.error = error;
    if (group !== undefined) vertex.group = { id: group.id, name: group.name, ...(group.weak && { weak: true }) };
    if (started === undefined) return;
    const at = this.#since(started);
    let run = vertex.runs.findLast((other) => other.started === at);
    // On a fake's clock, a run may begin when the one before it ends that took no time.
    if (run === undefined || (run.completed !== undefined && completed === undefined)) {
      run = { started: at, completed: undefined, withInputs: inputs.length > 0, logs: [], statuses: [], warnings: [] };
      vertex.runs.push(run);
    }
    if (completed !== undefined) run.completed = this.#since(completed);
  }

  #inside(message: StatusResponse): void {
    this.#now = Math.max(this.#now, (latestIn(message) ?? this.#start) - this.#start);
    for (const status of message.statuses) this.#status(status);
    for (const log of message.logs) this.#log(log);
    for (const { vertex, level, short, detail, url, info, ranges } of message.warnings) {
      const run = this.#runAt(vertex, this.#now);
      if (run === undefined) continue;
      const warning: WarningScript = {
        short: readable(short),
        ...(detail.length > 0 && { detail: detail.map(readable) }),
        ...(url !== '' && { url }),
        ...(level !== 1n && level >= 0n && { level: Number(level) }),
        ...(info !== undefined && {
          source: {
            filename: info.filename,
            text: readable(info.data),
            ...(info.language !== '' && { language: info.language }),
          },
        }),
        ...(ranges.length > 0 && {
          ranges: ranges.map(({ start, end }) => ({ start: place(start), end: place(end) })),
        }),
      };
      run.warnings.push({ at: this.#now, warning });
    }
  }

  #log({ vertex, stream, message, timestamp }: VertexLog): void {
    const at = timestamp === undefined ? this.#now : this.#since(timestamp);
    this.#runAt(vertex, at)?.logs.push({ at, stream: stream === 2n ? 'stderr' : 'stdout', bytes: message });
  }

  #status({ id, vertex, name, current, total, timestamp, started, completed }: VertexStatus): void {
    const at = timestamp === undefined ? this.#now : this.#since(timestamp);
    const begun = started === undefined ? at : this.#since(started);
    const run = this.#runAt(vertex, at);
    if (run === undefined) return;
    let status = run.statuses.find((other) => other.id === id && other.started === begun);
    if (status === undefined) {
      status = { id, name, started: begun, completed: undefined, last: at, current: 0, total: 0, count: 0 };
      run.statuses.push(status);
    }
    status.count++;
    status.last = at;
    status.current = Number(current);
    status.total = Number(total);
    if (completed !== undefined) status.completed = this.#since(completed);
  }

  /** The run of a vertex in which something happened: the last that had begun by then, or else the first. */
  #runAt(digest: string, at: number): SeenRun | undefined {
    const { runs = [] } = this.#vertices.get(digest) ?? {};
    const run = runs.findLast(({ started }) => started <= at) ?? runs[0];
    if (run === undefined) this.#homeless++;
    return run;
  }

  #since(time: Timestamp): number {
    return msOf(time) - this.#start;
  }
}

function readable(bytes: Uint8Array): string {
  return textOf(bytes) ?? Buffer.from(bytes).toString('utf8');
}

function place(position: { readonly line: number; readonly character: number } | undefined): {
  readonly line: number;
  readonly character?: number;
} {
  const { line = 0, character = 0 } = position ?? {};
  return character === 0 ? { line } : { line, character };
}
