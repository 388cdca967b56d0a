import { natureOf, type VertexNature } from '../../playback/builds/vertex-nature.js';
import type { RestartScript, VertexScript } from '../model/vertex-script.js';
import { runScript } from './run-script.js';
import type { SeenBuild, SeenRun, SeenVertex } from './seen-build.js';
import { shortDuration } from './short-duration.js';

/** A graph, and what of the build it does not say. */
export interface GraphScript {
  readonly vertices: readonly VertexScript[];
  readonly failed: SeenVertex | undefined;
  readonly notes: readonly string[];
}

/** A vertex that begins, as it is played. */
interface Planned {
  readonly seen: SeenVertex;
  readonly name: string;
  readonly nature: VertexNature;
  readonly end: number;
}

/** What ended because something else failed, or because its client gave it up. */
const canceled = /context canceled$/;

/** Makes the graph that plays a build. Its times are in whole milliseconds. */
export function graphScript(build: SeenBuild): GraphScript {
  return new Planner(build).plan();
}

class Planner {
  readonly #build: SeenBuild;
  readonly #failed: SeenVertex | undefined;
  /** Whether vertices were told of before they began; what is kept of a build in its history has only their ends. */
  readonly #announces: boolean;
  readonly #names = new Map<SeenVertex, string>();
  readonly #taken = new Set<string>();
  readonly #byDigest: ReadonlyMap<string, SeenVertex>;
  readonly #planned: Planned[] = [];
  readonly #byName = new Map<string, Planned>();
  readonly #notes: string[] = [];

  constructor(build: SeenBuild) {
    this.#build = build;
    this.#byDigest = new Map(build.vertices.map((vertex) => [vertex.digest, vertex]));
    this.#announces = build.vertices.some(({ announced }) => announced);
    this.#failed = build.vertices
      .filter(({ error }) => error !== '' && !canceled.test(error))
      .toSorted((a, b) => endOf(a) - endOf(b))[0];
  }

  plan(): GraphScript {
    const { vertices, homeless } = this.#build;
    const begun = this.#inputsFirst(
      vertices
        .filter(({ runs }) => runs.length > 0)
        .toSorted((a, b) => (a.runs[0]?.started ?? 0) - (b.runs[0]?.started ?? 0)),
    );
    const never = vertices.filter(({ runs }) => runs.length === 0);
    for (const vertex of [...begun, ...never]) this.#names.set(vertex, this.#uniqueName(vertex));
    const scripts = begun.map((vertex) => this.#script(vertex));
    for (const { name, error } of vertices)
      if (error !== '' && !canceled.test(error) && error !== this.#failed?.error)
        this.#notes.push(
          `${JSON.stringify(name)} failed too, and is cut off by the first failure: ${JSON.stringify(error)}`,
        );
    if (homeless > 0) this.#notes.push(`left out: ${homeless} things that were told of vertices that never began`);
    if (this.#failed !== undefined)
      return this.#result([...scripts, ...never.toReversed().map((v) => this.#behind(v))]);
    for (const { name } of never) this.#notes.push(`left out, because it never began: ${JSON.stringify(name)}`);
    return this.#result(scripts);
  }

  /** Keeps the order, but for inputs that began no earlier than what waits for them. */
  #inputsFirst(vertices: readonly SeenVertex[]): readonly SeenVertex[] {
    const ordered = new Set<SeenVertex>();
    const entered = new Set<SeenVertex>();
    const stack = vertices.toReversed();
    for (let vertex = stack.pop(); vertex !== undefined; vertex = stack.pop()) {
      const missing = (vertex.inputs ?? []).flatMap((digest) => {
        const input = this.#byDigest.get(digest);
        return input === undefined || input.runs.length === 0 || entered.has(input) ? [] : [input];
      });
      if (entered.has(vertex) || missing.length === 0) ordered.add(vertex);
      else stack.push(vertex, ...missing);
      entered.add(vertex);
    }
    return [...ordered];
  }

  #result(vertices: readonly VertexScript[]): GraphScript {
    return { vertices, failed: this.#failed, notes: this.#notes };
  }

  /** Of a build that failed, what was announced and did not begin any more. */
  #behind(vertex: SeenVertex): VertexScript {
    const failed = this.#failed === undefined ? [] : [this.#names.get(this.#failed) ?? ''];
    const known = this.#inputNames(vertex);
    return { name: this.#names.get(vertex) ?? '', inputs: known.length > 0 ? known : failed };
  }

  #script(seen: SeenVertex): VertexScript {
    const [first, ...others] = seen.runs;
    if (first === undefined) throw new Error('a vertex that never began has no place here');
    const name = this.#names.get(seen) ?? '';
    const internal = this.#internal(seen, name);
    const nature = natureOf({ name, ...internal });
    const inputs = this.#inputs(seen, nature, first.started);
    const ready = this.#endOf(inputs);
    const runs = this.#runs(nature, first, others);
    const cached = seen.cached && runs.length === 1;
    const start = Math.max(ready, Math.round(runs[0].started));
    if (ready > Math.round(first.started) + slack)
      this.#notes.push(
        `${JSON.stringify(name)} began ${ready - Math.round(first.started)}ms before its inputs were done`,
      );
    let end = cached ? start : this.#runEnd(seen, runs[0], start, runs.length === 1);
    const script: VertexScript = {
      name,
      ...this.#toldInputs(inputs),
      ...(start > ready && { at: shortDuration(start - ready) }),
      ...internal,
      ...(cached ? { cached } : runScript(runs[0], { start, end })),
      ...(seen === this.#failed && { error: seen.error }),
      ...(seen.group !== undefined && { group: seen.group }),
    };
    const restarts = runs.slice(1).map((run, i): RestartScript => {
      const from = Math.max(end, Math.round(run.started));
      const at = from - end;
      end = this.#runEnd(seen, run, from, i === runs.length - 2);
      return {
        ...(at > 0 && { at: shortDuration(at) }),
        ...(run.withInputs && { withInputs: true }),
        ...runScript(run, { start: from, end }),
      };
    });
    const planned = { seen, name, nature, end };
    this.#planned.push(planned);
    this.#byName.set(name, planned);
    const twice = nature === 'definition' || nature === 'source';
    const once = twice && !cached && seen.runs.length === 1 && this.#announces;
    return { ...script, ...(restarts.length > 0 ? { restarts } : once ? { restarts: [] } : {}) };
  }

  /** The runs to tell of: a first one in which a source looked for its cache key is there without being told. */
  #runs(nature: VertexNature, first: SeenRun, others: readonly SeenRun[]): readonly [SeenRun, ...SeenRun[]] {
    const [second, ...more] = others;
    const looksUp = nature === 'definition' || nature === 'source';
    const { completed = Number.POSITIVE_INFINITY, statuses, logs, warnings } = first;
    const silent = statuses.length + logs.length + warnings.length === 0;
    if (!looksUp || second === undefined || more.length > 0 || !silent || completed - first.started >= 1)
      return [first, ...others];
    return [second];
  }

  #runEnd(seen: SeenVertex, run: SeenRun, start: number, last: boolean): number {
    const end = Math.max(start, Math.round(run.completed ?? this.#build.end));
    if (run.completed === undefined && this.#failed === undefined)
      this.#notes.push(`${JSON.stringify(seen.name)} was not done when the text ended, and is done then`);
    // What the failure cuts off would have gone on.
    const cutOff = last && this.#failed !== undefined && seen !== this.#failed && seen.error !== '';
    return cutOff ? Math.max(end, Math.round(endOf(this.#failed ?? seen)) + 1) : end;
  }

  /** What BuildKit makes beside the graph is not announced. */
  #internal({ announced, inputs = [] }: SeenVertex, name: string): { readonly internal?: boolean } {
    const nature = natureOf({ name });
    if (nature === 'beside') return inputs.length > 0 ? { internal: false } : {};
    const beside = this.#announces && !announced && inputs.length === 0;
    return beside && nature === 'step' ? { internal: true } : {};
  }

  #inputs(seen: SeenVertex, nature: VertexNature, started: number): readonly Planned[] {
    const own = this.#inputNames(seen);
    if (own.length > 0) return own.flatMap((input) => this.#byName.get(input) ?? []);
    const done = this.#planned.filter(({ end }) => end <= Math.round(started) + slack);
    // A step is shown with its inputs: only what is none may stand before one that has none.
    const may = nature === 'step' && seen.inputs !== undefined ? done.filter((one) => !isShown(one.nature)) : done;
    const latest = may.reduce<Planned | undefined>(
      (best, next) => (best === undefined || next.end >= best.end ? next : best),
      undefined,
    );
    return latest === undefined ? [] : [latest];
  }

  /** Nothing where it is the vertex before in the list, which is the default. */
  #toldInputs(inputs: readonly Planned[]): Pick<VertexScript, 'inputs'> {
    const before = this.#planned.at(-1);
    if (before === undefined && inputs.length === 0) return {};
    if (inputs.length === 1 && inputs[0] === before) return {};
    return { inputs: inputs.map(({ name }) => name) };
  }

  #endOf(inputs: readonly Planned[]): number {
    return inputs.reduce((latest, { end }) => Math.max(latest, end), 0);
  }

  #inputNames({ inputs = [] }: SeenVertex): readonly string[] {
    return inputs.flatMap((digest) => {
      const input = this.#byDigest.get(digest);
      return (input && this.#names.get(input)) ?? [];
    });
  }

  #uniqueName({ name, digest }: SeenVertex): string {
    const wanted = name === '' ? digest : name;
    let unique = wanted;
    for (let number = 2; this.#taken.has(unique); number++) unique = `${wanted} (${number})`;
    this.#taken.add(unique);
    if (unique !== wanted)
      this.#notes.push(`a further vertex named ${JSON.stringify(wanted)} is ${JSON.stringify(unique)}`);
    return unique;
  }
}

/** Milliseconds by which times may differ that were read from clocks beside each other. */
const slack = 1;

function isShown(nature: VertexNature): boolean {
  return nature !== 'beside' && nature !== 'definition';
}

function endOf({ runs }: SeenVertex): number {
  return runs.at(-1)?.completed ?? Number.POSITIVE_INFINITY;
}
