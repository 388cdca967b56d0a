import { toMilliseconds, type Duration } from '../../time/duration.js';
import { dataPath } from '../data-path.js';
import type { Moment } from '../model/moment.js';
import type { RunScript, VertexScript } from '../model/vertex-script.js';
import type { ScenarioProblem } from '../scenario-error.js';

/** Tells of what is never seen because it comes after the end of its vertex. */
export function timeProblems(vertices: readonly VertexScript[], path: string): readonly ScenarioProblem[] {
  return vertices.flatMap((vertex, i) => {
    const place = dataPath(path, i);
    // A cached vertex shows nothing, whatever it has.
    const first = vertex.cached === true ? [] : runProblems(vertex, place);
    const restarts = (vertex.restarts ?? []).flatMap((run, j) => runProblems(run, dataPath(`${place}.restarts`, j)));
    return [...first, ...restarts];
  });
}

/** An entry of a run, whatever it shows. */
interface Entry {
  readonly at?: Moment;
  readonly takes?: Duration;
}

function runProblems(run: RunScript, place: string): readonly ScenarioProblem[] {
  const lists: Readonly<Record<string, readonly Entry[]>> = {
    logs: run.logs ?? [],
    statuses: run.statuses ?? [],
    warnings: run.warnings ?? [],
  };
  const entries = Object.entries(lists);
  // Nobody knows when a barrier is released, so what waits at one is not looked at.
  const waits = entries.some(([, list]) => list.some(({ at }) => typeof at === 'object'));
  if (waits || run.until !== undefined) return [];
  const end = toMilliseconds(run.takes ?? 0);
  return entries.flatMap(([key, list]) =>
    list.flatMap(({ at = 0, takes = 0 }, i) => {
      if (typeof at === 'object' || toMilliseconds(at) + toMilliseconds(takes) <= end) return [];
      const late = toMilliseconds(at) > end ? 'begins' : 'ends';
      const message = `${late} after its vertex, which takes ${run.takes ?? 0}: give that more time`;
      return [{ path: dataPath(`${place}.${key}`, i), message }];
    }),
  );
}
