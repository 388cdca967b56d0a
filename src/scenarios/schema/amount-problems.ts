import { dataPath } from '../data-path.js';
import type { RunScript, VertexScript } from '../model/vertex-script.js';
import type { ScenarioProblem } from '../scenario-error.js';

/** The most events of one build: each is planned before the build begins. */
const most = 1_000_000;

/** Tells where a build has more pieces of logs and updates of progress than fit into memory. */
export function amountProblems(vertices: readonly VertexScript[], path: string): readonly ScenarioProblem[] {
  let left = most;
  for (const [i, vertex] of vertices.entries()) {
    const place = dataPath(path, i);
    for (const [run, at] of runsOf(vertex, place)) {
      for (const [amount, key] of amountsOf(run, at)) {
        left -= amount;
        if (left < 0) return [{ path: key, message: `a build has at most ${most} pieces of logs and updates in all` }];
      }
    }
  }
  return [];
}

function runsOf(vertex: VertexScript, place: string): readonly (readonly [RunScript, string])[] {
  const restarts = (vertex.restarts ?? []).map((run, j) => [run, dataPath(`${place}.restarts`, j)] as const);
  return [[vertex, place], ...restarts];
}

function amountsOf({ logs = [], statuses = [] }: RunScript, place: string): readonly (readonly [number, string])[] {
  return [
    ...logs.map(({ pieces = 1 }, i) => [pieces, `${dataPath(`${place}.logs`, i)}.pieces`] as const),
    ...statuses.map(({ updates = 0 }, i) => [updates, `${dataPath(`${place}.statuses`, i)}.updates`] as const),
  ];
}
