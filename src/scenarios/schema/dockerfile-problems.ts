import { dataPath } from '../data-path.js';
import type { BuildScript } from '../model/build-script.js';
import type { ScenarioProblem } from '../scenario-error.js';
import { amountProblems } from './amount-problems.js';
import { timeProblems } from './time-problems.js';

/** Tells of what has no place beside a Dockerfile's graph, and of steps that cannot be played as they are written. */
export function dockerfileProblems(build: BuildScript, path: string): readonly ScenarioProblem[] {
  if (build.dockerfile === undefined) return [];
  const { steps = [] } = build.dockerfile;
  const place = `${path}.dockerfile.steps`;
  const vertices = steps.map((step, i) => ({ ...step, name: `step ${i}` }));
  return [
    ...(build.vertices === undefined
      ? []
      : [{ path: `${path}.vertices`, message: 'has no place beside dockerfile: leave one of them out' }]),
    ...steps.flatMap(({ exit, error }, i) =>
      exit === undefined || error === undefined
        ? []
        : [{ path: `${dataPath(place, i)}.error`, message: 'has no place beside exit: leave one of them out' }],
    ),
    ...timeProblems(vertices, place),
    ...amountProblems(vertices, place),
  ];
}
