import { dataPath } from '../data-path.js';
import type { VertexScript } from '../model/vertex-script.js';
import type { ScenarioProblem } from '../scenario-error.js';
import { nearest } from '../../words/nearest.js';

/** The most problems of one graph that are told. */
const mostProblems = 100;
/** Suggestions are made only among this many names, because that takes time. */
const mostNames = 10_000;
/** The most names of a cycle that are shown. */
const longestCycle = 10;

/** What keeps vertices from being a graph: names used twice, inputs that are not there, cycles. */
export function graphProblems(vertices: readonly VertexScript[], path: string): readonly ScenarioProblem[] {
  const places = new Map<string, number>();
  const problems: ScenarioProblem[] = [];
  for (const [i, { name }] of vertices.entries()) {
    const before = places.get(name);
    if (before === undefined) places.set(name, i);
    else if (problems.length < mostProblems) {
      const message = `${JSON.stringify(name)} is the name of ${dataPath(path, before)} already: make it unique`;
      problems.push({ path: `${dataPath(path, i)}.name`, message });
    }
  }
  for (const [i, { inputs = [] }] of vertices.entries()) {
    for (const [j, input] of inputs.entries()) {
      if (places.has(input) || problems.length >= mostProblems) continue;
      const near = places.size > mostNames ? undefined : nearest(input, places.keys());
      const message = `no vertex is named ${JSON.stringify(input)}${near === undefined ? '' : `; did you mean ${JSON.stringify(near)}?`}`;
      problems.push({ path: dataPath(`${dataPath(path, i)}.inputs`, j), message });
    }
  }
  return problems.length > 0 ? problems : cycleProblems(vertices, path);
}

function cycleProblems(vertices: readonly VertexScript[], path: string): readonly ScenarioProblem[] {
  const cycle = findCycle(new Map(vertices.map((vertex, i) => [vertex.name, inputsOf(vertex, vertices[i - 1])])));
  if (cycle === undefined) return [];
  const names = cycle.slice(0, longestCycle).map((name) => JSON.stringify(name));
  const rest = cycle.length > longestCycle ? ` waits for … (${cycle.length - 1} vertices)` : '';
  return [{ path, message: `the graph has a cycle: ${names.join(' waits for ')}${rest}` }];
}

function inputsOf(vertex: VertexScript, before: VertexScript | undefined): readonly string[] {
  return vertex.inputs ?? (before === undefined ? [] : [before.name]);
}

/**
 * Finds a cycle and gives its names, the first one again at the end; undefined when there is none. Takes away vertices
 * that wait for nothing until no more can go.
 */
function findCycle(inputs: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
  const missing = new Map([...inputs].map(([name, list]) => [name, new Set(list).size]));
  const dependents = new Map<string, string[]>();
  for (const [name, list] of inputs) {
    for (const input of new Set(list)) {
      const known = dependents.get(input);
      if (known === undefined) dependents.set(input, [name]);
      else known.push(name);
    }
  }
  const free = [...missing].filter(([, count]) => count === 0).map(([name]) => name);
  for (const name of free) {
    missing.delete(name);
    for (const dependent of dependents.get(name) ?? []) {
      const left = (missing.get(dependent) ?? 0) - 1;
      missing.set(dependent, left);
      if (left === 0) free.push(dependent);
    }
  }
  const [start] = missing.keys();
  return start === undefined ? undefined : walkBack(start, inputs, missing);
}

/** Follows inputs until a name comes again: every vertex that is left waits for another one that is left. */
function walkBack(
  start: string,
  inputs: ReadonlyMap<string, readonly string[]>,
  left: ReadonlyMap<string, number>,
): readonly string[] {
  const seen = new Map<string, number>();
  const walk: string[] = [];
  for (let name: string | undefined = start; name !== undefined; ) {
    const before = seen.get(name);
    walk.push(name);
    if (before !== undefined) return walk.slice(before);
    seen.set(name, walk.length - 1);
    name = inputs.get(name)?.find((input) => left.has(input));
  }
  return walk;
}
