import type { StatusResponse, Timestamp, Vertex, VertexWarning } from '../controller-client/messages.js';
import { type Diagnostic, diagnosticOf } from './diagnostic.js';
import { LastLines } from './last-lines.js';
import { RunTimes } from './run-times.js';

export type StepState = 'waiting' | 'running' | 'done' | 'cached' | 'failed' | 'canceled';

/** A step as an editor's tree shows it. */
export interface Step {
  readonly id: string;
  readonly name: string;
  readonly state: StepState;
  readonly durationMs: number;
  /** The last lines that it wrote, without colours. */
  readonly lines: readonly string[];
  /** Why it failed; empty otherwise. */
  readonly error: string;
}

/** The steps of a stage of the Dockerfile, or of what BuildKit shows together; none stands before what it needs. */
export interface StepGroup {
  readonly name: string;
  readonly steps: readonly Step[];
}

export interface ProgressTree {
  readonly groups: readonly StepGroup[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What is known of a build so far, made of the messages of its Status alone: it reads no clock and asks nobody. */
export class BuildProgress {
  readonly #keptLines: number;
  readonly #records = new Map<string, StepRecord>();
  readonly #diagnostics = new Map<string, Diagnostic>();
  /** The newest time that the server has told, in milliseconds: what "now" is for a step that runs. */
  #now = Number.NEGATIVE_INFINITY;
  #ended = false;

  constructor({ keptLines = 5 }: { readonly keptLines?: number } = {}) {
    this.#keptLines = keptLines;
  }

  add({ vertexes, logs, warnings }: StatusResponse): void {
    for (const digest of inputsFirst(vertexes)) this.#record(digest);
    for (const vertex of vertexes) this.#addVertex(vertex);
    // Nothing orders a log behind the announcement of its step, so it makes a record, which is shown once it has a name.
    for (const { vertex, stream, msg } of logs) this.#record(vertex).output.add(stream, msg);
    for (const warning of warnings) this.#addWarning(warning);
  }

  /** The build is over: nothing runs any more, whatever was told of it last. */
  end(): void {
    this.#ended = true;
    for (const { output } of this.#records.values()) output.end();
  }

  tree(): ProgressTree {
    const groups = new Map<string, { readonly name: string; readonly steps: Step[] }>();
    for (const [id, record] of this.#records) {
      if (record.vertex === undefined) continue;
      const { key, name } = groupOf(record.vertex);
      const group = groups.get(key) ?? { name, steps: [] };
      groups.set(key, group);
      group.steps.push(this.#step(id, record.vertex, record));
    }
    return { groups: [...groups.values()], diagnostics: [...this.#diagnostics.values()] };
  }

  #addVertex(vertex: Vertex): void {
    const record = this.#record(vertex.digest);
    // Each message of a vertex has all of it, but for the times of its other runs.
    record.vertex = vertex;
    const [started, completed] = [millisecondsOf(vertex.started), millisecondsOf(vertex.completed)];
    if (started !== undefined) record.times.add(started, completed);
    this.#now = Math.max(this.#now, started ?? this.#now, completed ?? this.#now);
  }

  #addWarning(warning: VertexWarning): void {
    const diagnostic = diagnosticOf(warning);
    // A warning is told again in each build that takes its step from the cache, and for each platform.
    this.#diagnostics.set(JSON.stringify(diagnostic), diagnostic);
  }

  #record(digest: string): StepRecord {
    let record = this.#records.get(digest);
    if (record === undefined) {
      record = { vertex: undefined, times: new RunTimes(), output: new LastLines(this.#keptLines) };
      this.#records.set(digest, record);
    }
    return record;
  }

  #step(id: string, vertex: Vertex, { times, output }: StepRecord): Step {
    return {
      id,
      name: vertex.name,
      state: this.#state(vertex, times),
      durationMs: times.durationMs(this.#now),
      lines: output.lines,
      error: vertex.error,
    };
  }

  #state({ error, cached }: Vertex, times: RunTimes): StepState {
    if (error !== '') return error.includes('context canceled') ? 'canceled' : 'failed';
    if (cached) return 'cached';
    if (!times.begun) return 'waiting';
    if (!times.running) return 'done';
    return this.#ended ? 'canceled' : 'running';
  }
}

interface StepRecord {
  vertex: Vertex | undefined;
  readonly times: RunTimes;
  readonly output: LastLines;
}

/** `[linux/amd64 build 2/4] RUN make` belongs to `linux/amd64 build`, `[internal] load …` to `internal`. */
function groupOf({ name, progressGroup }: Vertex): { readonly key: string; readonly name: string } {
  if (progressGroup !== null) return { key: `group ${progressGroup.id}`, name: progressGroup.name };
  const [, bracketed = ''] = /^\[([^\]]*)\] /.exec(name) ?? [];
  const stage = bracketed.replace(/ ?\d+\/\d+$/, '');
  return { key: `stage ${stage}`, name: stage };
}

/**
 * The vertices of a message in the order in which people want to see them: BuildKit announces each before what it needs.
 * It keeps a stack of its own, since a graph may be deeper than the stack of calls.
 */
function inputsFirst(vertexes: readonly Vertex[]): ReadonlySet<string> {
  const unseen = new Map(vertexes.map(({ digest, inputs }) => [digest, inputs]));
  const ordered = new Set<string>();
  const stack = vertexes.map(({ digest }) => digest).toReversed();
  for (let digest = stack.at(-1); digest !== undefined; digest = stack.at(-1)) {
    const missing = (unseen.get(digest) ?? []).filter((input) => unseen.has(input));
    unseen.delete(digest);
    if (missing.length > 0) stack.push(...missing);
    else ordered.add(stack.pop() ?? digest);
  }
  return ordered;
}

function millisecondsOf(time: Timestamp | null): number | undefined {
  return time === null ? undefined : time.seconds * 1000 + time.nanos / 1e6;
}
