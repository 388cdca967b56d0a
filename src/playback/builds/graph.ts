import { hash } from 'node:crypto';
import { none } from '../../protocol/none.js';
import type { VertexScript } from '../../scenarios/model/vertex-script.js';
import { planRun, type PlannedRun, type Releases } from './planned-run.js';
import { natureOf, type VertexNature } from './vertex-nature.js';

/** A vertex of a scripted graph, placed in time. */
export interface PlannedVertex {
  readonly script: VertexScript;
  readonly digest: string;
  readonly inputs: readonly PlannedVertex[];
  readonly nature: VertexNature;
  /** Whether it looks for its cache key in a run of its own, which takes no time (docs/real-controller.md §8.2). */
  readonly runsTwice: boolean;
  /** Digests of the inputs that Status tells. */
  readonly shownInputs: readonly string[];
  /** Its runs, from the first to the last. */
  readonly runs: readonly [PlannedRun, ...PlannedRun[]];
  /** When its first run starts, in milliseconds after the start of the build. */
  readonly start: number;
  readonly end: number;
  /** Orders what happens at the same instant: a vertex starts after its inputs have ended. */
  readonly wave: number;
  /** The wave of its last run. */
  readonly lastWave: number;
}

/**
 * Places every vertex in time, inputs before dependents: a vertex starts when the last of its inputs is done. The
 * scripts were checked before: inputs exist, names are unique, and there is no cycle.
 */
export function planGraph(scripts: readonly VertexScript[], releases: Releases): readonly PlannedVertex[] {
  const places = new Map<string, number>();
  for (const [index, { name }] of scripts.entries()) places.set(name, index);
  const inputs = scripts.map((script, index) => inputsOf(script, index, places));
  const byPlace: (PlannedVertex | undefined)[] = scripts.map(() => undefined);
  const planned: PlannedVertex[] = [];
  for (const index of inOrder(inputs)) {
    const script = scripts[index];
    if (script === undefined) continue;
    const ready = (inputs[index] ?? []).flatMap((input) => byPlace[input] ?? []);
    const vertex = place(script, ready, releases);
    byPlace[index] = vertex;
    planned.push(vertex);
  }
  return planned;
}

/** Places of a vertex' inputs among the scripts: those that it names, or else the one before it. */
function inputsOf(script: VertexScript, index: number, places: ReadonlyMap<string, number>): readonly number[] {
  if (script.inputs === undefined) return index === 0 ? none : [index - 1];
  return script.inputs.flatMap((input) => places.get(input) ?? []);
}

function place(script: VertexScript, inputs: readonly PlannedVertex[], releases: Releases): PlannedVertex {
  const ready = inputs.reduce((latest, input) => Math.max(latest, input.end), 0);
  const nature = natureOf(script);
  const cached = script.cached === true;
  const wave = inputs.reduce((last, input) => Math.max(last, waveAfter(input, nature)), 0);
  const first = planRun({ script, at: script.at, ready, wave, withInputs: true, cached }, releases);
  const runs: [PlannedRun, ...PlannedRun[]] = [first];
  let last = first;
  for (const again of script.restarts ?? []) {
    const { at, withInputs = false } = again;
    last = planRun({ script: again, at, ready: last.end, wave: last.wave + 1, withInputs, cached: false }, releases);
    runs.push(last);
  }
  const digest = script.digest ?? digestOf(script.name, inputs);
  // Frozen, because all messages of all builds share it.
  const shownInputs = nature === 'step' ? Object.freeze(inputs.filter(isInGraph).map((input) => input.digest)) : none;
  return {
    script,
    digest,
    inputs,
    nature,
    runsTwice: (nature === 'definition' || nature === 'source') && !cached && script.restarts === undefined,
    shownInputs,
    runs,
    start: first.start,
    end: last.end,
    wave,
    lastWave: last.wave,
  };
}

/**
 * The wave after an input. BuildKit tells that inputs are cached in the same message in which it starts what depends on
 * them.
 */
function waveAfter(input: PlannedVertex, nature: VertexNature): number {
  const { script, runs } = input;
  const isOnlyCached = script.cached === true && script.error === undefined && runs.length === 1;
  return isOnlyCached && nature !== 'beside' ? input.wave : input.lastWave + 1;
}

/** Whether the vertex is in the graph that the frontend makes of what it has read. */
export function isInGraph({ nature }: Pick<PlannedVertex, 'nature'>): boolean {
  return nature !== 'beside' && nature !== 'definition';
}

function digestOf(name: string, inputs: readonly PlannedVertex[]): string {
  return `sha256:${hash('sha256', [name, ...inputs.map((input) => input.digest)].join('\0'))}`;
}

/** Orders places so that each comes after its inputs. It does not recurse, so that chains of any length are fine. */
function inOrder(inputs: readonly (readonly number[])[]): readonly number[] {
  const missing = inputs.map(({ length }) => length);
  const dependents = inputs.map((): number[] => []);
  for (const [index, each] of inputs.entries()) for (const input of each) dependents[input]?.push(index);
  const ready = [...missing.keys()].filter((index) => missing[index] === 0);
  for (const index of ready) {
    for (const dependent of dependents[index] ?? []) {
      const left = (missing[dependent] ?? 0) - 1;
      missing[dependent] = left;
      if (left === 0) ready.push(dependent);
    }
  }
  return ready;
}
