import { none } from '../../protocol/none.js';
import type { Vertex } from '../../protocol/messages.js';
import type { VertexScript } from '../../scenarios/model/vertex-script.js';
import { orderOf, type Event, type MessageParts } from './event.js';
import type { PlannedVertex } from './graph.js';
import type { PlannedRun } from './planned-run.js';
import { timestamp } from './timestamp.js';

// A build with many vertices consists mostly of these events; hence classes, which hold no more than they must.

/** The vertex becomes known. */
export class Announced implements Event {
  readonly at: number;
  readonly wave: number;
  readonly #vertex: PlannedVertex;

  constructor(vertex: PlannedVertex, { start, wave }: PlannedVertex) {
    this.#vertex = vertex;
    this.at = start;
    this.wave = orderOf(wave, 'announced');
  }

  get key(): string {
    return `${this.#vertex.script.name} announced`;
  }

  tell(parts: MessageParts): void {
    const { script, digest, shownInputs } = this.#vertex;
    parts.addVertex(inGroup(script, { digest, inputs: shownInputs, name: script.name, cached: false, error: '' }));
  }
}

/** A run of the vertex starts. */
export class Started implements Event {
  readonly at: number;
  readonly wave: number;
  readonly #vertex: PlannedVertex;
  readonly #run: PlannedRun;

  constructor(vertex: PlannedVertex, run: PlannedRun) {
    this.#vertex = vertex;
    this.#run = run;
    this.at = run.start;
    this.wave = orderOf(run.wave, 'started');
  }

  get key(): string {
    return `${runKey(this.#vertex, this.#run)} started`;
  }

  tell(parts: MessageParts, began: number): void {
    const { script, digest, shownInputs } = this.#vertex;
    const { withInputs, start } = this.#run;
    const inputs = withInputs ? shownInputs : none;
    const started = timestamp(began + start);
    parts.addVertex(inGroup(script, { digest, inputs, name: script.name, cached: false, started, error: '' }));
  }
}

/**
 * The run is over in which a source looks for its cache key: so soon that it shares a message with the start of the
 * next.
 */
export class LookedUp implements Event {
  readonly at: number;
  readonly wave: number;
  readonly #vertex: PlannedVertex;

  constructor(vertex: PlannedVertex, { start, wave }: PlannedRun) {
    this.#vertex = vertex;
    this.at = start;
    this.wave = orderOf(wave, 'started');
  }

  get key(): string {
    return `${this.#vertex.script.name} looked up`;
  }

  tell(parts: MessageParts, began: number): void {
    const { script, digest, shownInputs } = this.#vertex;
    const at = timestamp(began + this.at);
    const times = { started: at, completed: at };
    parts.addVertex(
      inGroup(script, { digest, inputs: shownInputs, name: script.name, cached: false, ...times, error: '' }),
    );
  }
}

/** How a run ends. */
export interface RunOutcome {
  /** When the run ends, in milliseconds after the start of the build. */
  readonly at: number;
  readonly wave: number;
  readonly cached: boolean;
  readonly error: string;
  /** Barriers that are released then. */
  readonly releases: readonly string[] | undefined;
}

/** A run of the vertex ends. */
export class Completed implements Event {
  readonly at: number;
  readonly wave: number;
  readonly releases: readonly string[] | undefined;
  readonly #vertex: PlannedVertex;
  readonly #run: PlannedRun;
  readonly #cached: boolean;
  readonly #error: string;

  constructor(vertex: PlannedVertex, run: PlannedRun, { at, wave, cached, error, releases }: RunOutcome) {
    this.#vertex = vertex;
    this.#run = run;
    this.at = at;
    // A cached vertex is told when a vertex that depends on it starts.
    this.wave = orderOf(wave, cached ? 'started' : 'completed');
    this.releases = releases;
    this.#cached = cached;
    this.#error = error;
  }

  get key(): string {
    return `${runKey(this.#vertex, this.#run)} completed`;
  }

  tell(parts: MessageParts, began: number): void {
    const { script, digest, shownInputs } = this.#vertex;
    const { withInputs, start } = this.#run;
    parts.addVertex(
      inGroup(script, {
        digest,
        inputs: withInputs ? shownInputs : none,
        name: script.name,
        cached: this.#cached,
        started: timestamp(began + start),
        completed: timestamp(began + this.at),
        error: this.#error,
      }),
    );
  }
}

/** The beginning of the keys of a run's events. */
export function runKey({ script, runs }: PlannedVertex, run: PlannedRun): string {
  return `${script.name} run ${runs.indexOf(run)}`;
}

function inGroup({ group }: VertexScript, vertex: Vertex): Vertex {
  return group === undefined ? vertex : { ...vertex, progressGroup: { weak: false, ...group } };
}
