import { createHash } from 'node:crypto';
import type { VertexScript } from '../../scenarios/model/vertex-script.js';
import { planRun, type PlannedRun, type Releases } from './planned-run.js';

/** A vertex of a scripted graph, placed in time. */
export interface PlannedVertex {
  readonly script: VertexScript;
  readonly digest: string;
  readonly inputs: readonly PlannedVertex[];
  readonly internal: boolean;
  /** From the first to the last. */
  readonly runs: readonly [PlannedRun, ...PlannedRun[]];
  /** Milliseconds after the start of the build. */
  readonly start: number;
  readonly end: number;
  /** Orders what happens at the same instant: a vertex starts after its inputs have ended. */
  readonly wave: number;
  /** Of its last run. */
  readonly lastWave: number;
}

/**
 * Places every vertex, inputs before dependents: it starts when the last of its inputs is done. The scripts have been
 * checked: inputs exist, names are unique, and there is no circle.
 */
export function planGraph(scripts: readonly VertexScript[], releases: Releases): readonly PlannedVertex[] {
  const byName = new Map<string, VertexScript>();
  for (const script of scripts) byName.set(script.name, script);
  const planned = new Map<string, PlannedVertex>();
  const inputNames = new Map(scripts.map((script, index) => [script.name, namesOfInputs(script, scripts[index - 1])]));
  for (const name of inOrder(inputNames)) {
    const script = byName.get(name);
    if (script !== undefined) planned.set(name, place(script, inputsOf(name, inputNames, planned), releases));
  }
  return [...planned.values()];
}

/** A vertex of the frontend's graph is named `[k/n] …`, `[stage k/n] …`; all others are made by somebody else. */
function isInternal(script: VertexScript): boolean {
  return script.internal ?? !/^\[([^\]]* )?\d+\/\d+\] /.test(script.name);
}

function namesOfInputs(script: VertexScript, before: VertexScript | undefined): readonly string[] {
  return script.inputs ?? (before === undefined ? [] : [before.name]);
}

function inputsOf(
  name: string,
  inputNames: ReadonlyMap<string, readonly string[]>,
  planned: ReadonlyMap<string, PlannedVertex>,
): readonly PlannedVertex[] {
  return (inputNames.get(name) ?? []).flatMap((input) => planned.get(input) ?? []);
}

function place(script: VertexScript, inputs: readonly PlannedVertex[], releases: Releases): PlannedVertex {
  const ready = inputs.reduce((latest, input) => Math.max(latest, input.end), 0);
  const wave = inputs.reduce((last, input) => Math.max(last, input.lastWave + 1), 0);
  const cached = script.cached === true;
  const first = planRun({ script, at: script.at, ready, wave, withInputs: true, cached }, releases);
  const runs: [PlannedRun, ...PlannedRun[]] = [first];
  let last = first;
  for (const again of script.restarts ?? []) {
    const { at, withInputs = false } = again;
    last = planRun({ script: again, at, ready: last.end, wave: last.wave + 1, withInputs, cached: false }, releases);
    runs.push(last);
  }
  const digest = script.digest ?? digestOf(script.name, inputs);
  const internal = isInternal(script);
  return { script, digest, inputs, internal, runs, start: first.start, end: last.end, wave, lastWave: last.wave };
}

function digestOf(name: string, inputs: readonly PlannedVertex[]): string {
  const hash = createHash('sha256').update(name);
  for (const input of inputs) hash.update('\0').update(input.digest);
  return `sha256:${hash.digest('hex')}`;
}

/** Names, each after its inputs; without recursion, so that chains of any length are fine. */
function inOrder(inputNames: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const missing = new Map<string, number>();
  const dependents = new Map<string, string[]>();
  for (const [name, inputs] of inputNames) {
    missing.set(name, inputs.length);
    for (const input of inputs) {
      const names = dependents.get(input);
      if (names === undefined) dependents.set(input, [name]);
      else names.push(name);
    }
  }
  const ready = [...missing].filter(([, count]) => count === 0).map(([name]) => name);
  for (const name of ready) {
    for (const dependent of dependents.get(name) ?? []) {
      const left = (missing.get(dependent) ?? 0) - 1;
      missing.set(dependent, left);
      if (left === 0) ready.push(dependent);
    }
  }
  return ready;
}
