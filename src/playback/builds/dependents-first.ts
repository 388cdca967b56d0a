import type { PlannedVertex } from './graph.js';

/**
 * Orders vertices that have not started as BuildKit shows them: it loads a graph from its end, inputs before what needs
 * them, and then reverses the list (docs/real-controller.md §8.2).
 */
export function dependentsFirst(vertices: readonly PlannedVertex[]): readonly PlannedVertex[] {
  const needed = new Set(vertices.flatMap(({ inputs }) => inputs));
  const loaded = new Set<PlannedVertex>();
  const members = new Set(vertices);
  for (const sink of vertices.filter((vertex) => !needed.has(vertex))) load(sink, members, loaded);
  return [...loaded].toReversed();
}

/** Loads a vertex and all that it needs. It does not recurse, so that chains of any length are fine. */
function load(sink: PlannedVertex, members: ReadonlySet<PlannedVertex>, loaded: Set<PlannedVertex>): void {
  const entered = new Set<PlannedVertex>();
  const path = [sink];
  for (let vertex = path.at(-1); vertex !== undefined; vertex = path.at(-1)) {
    if (entered.has(vertex)) {
      path.pop();
      loaded.add(vertex);
      continue;
    }
    entered.add(vertex);
    path.push(
      ...vertex.inputs.filter((input) => members.has(input) && !loaded.has(input) && !entered.has(input)).toReversed(),
    );
  }
}
