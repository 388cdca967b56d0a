import type { ProgressEvent, ProgressVertex } from './progress-lines.js';

/** A step of the build, and what of its output is not printed yet. */
export interface Step {
  readonly name: string;
  readonly state: 'running' | 'done' | 'cached' | 'failed' | 'canceled';
  readonly error: string;
  readonly durationMs: number;
}

interface Record {
  vertex: ProgressVertex;
  /** When it first began, in milliseconds: a step may begin several times. */
  began: number | undefined;
  output: string;
  printed: boolean;
  /** For stdout and stderr each: a character may be cut in two. */
  readonly decoders: Map<number, TextDecoder>;
}

/** The steps of one build. Each is printed when it is over, with all its output in one piece, since steps run side by side. */
export class Steps {
  readonly #records = new Map<string, Record>();
  readonly #print: (step: Step, output: string) => void;

  constructor(print: (step: Step, output: string) => void) {
    this.#print = print;
  }

  add({ vertexes = [], logs = [] }: ProgressEvent): void {
    for (const vertex of vertexes) {
      const record = this.#record(vertex.digest);
      record.vertex = vertex;
      record.began ??= vertex.started === undefined ? undefined : Date.parse(vertex.started);
    }
    for (const { vertex = '', stream = 1, data } of logs) {
      const { decoders } = this.#record(vertex);
      const decoder = decoders.get(stream) ?? new TextDecoder();
      decoders.set(stream, decoder);
      this.#record(vertex).output += decoder.decode(Buffer.from(data, 'base64'), { stream: true });
    }
    // What an event says of a step may be several things: that it is over, and its last output.
    for (const { digest } of vertexes) {
      const record = this.#record(digest);
      if (record.vertex.completed !== undefined || record.vertex.cached === true) this.#flush(record);
    }
  }

  /** The build is over: what has not been printed is printed now. */
  end(): void {
    for (const record of this.#records.values()) if (record.output !== '') this.#flush(record);
  }

  /** Those that have begun or were in the cache. */
  get all(): readonly Step[] {
    const begun = [...this.#records.values()].filter(({ vertex, began }) => began !== undefined || vertex.cached);
    return begun.map(stepOf);
  }

  /** The step that failed; those beside it are only canceled. */
  get failed(): Step | undefined {
    return this.all.find(({ state }) => state === 'failed');
  }

  #record(digest: string): Record {
    let record = this.#records.get(digest);
    if (record === undefined) {
      record = { vertex: { digest }, began: undefined, output: '', printed: false, decoders: new Map() };
      this.#records.set(digest, record);
    }
    return record;
  }

  #flush(record: Record): void {
    // A source is completed twice, for its cache key and for its content.
    if (record.printed && record.output === '') return;
    this.#print(stepOf(record), record.output);
    record.printed = true;
    record.output = '';
  }
}

function stepOf({ vertex, began }: Record): Step {
  const { name = vertex.digest, completed, error = '' } = vertex;
  return {
    name,
    state: stateOf(vertex),
    error,
    durationMs: began === undefined || completed === undefined ? 0 : Math.max(0, Date.parse(completed) - began),
  };
}

function stateOf({ error = '', cached, completed }: ProgressVertex): Step['state'] {
  if (error !== '') return error.includes('context canceled') ? 'canceled' : 'failed';
  if (cached === true) return 'cached';
  return completed === undefined ? 'running' : 'done';
}
