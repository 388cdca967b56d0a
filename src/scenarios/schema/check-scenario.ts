import { dataPath } from '../data-path.js';
import type { Scenario } from '../model/scenario.js';
import type { VertexScript } from '../model/vertex-script.js';
import type { ScenarioProblem } from '../scenario-error.js';
import { amountProblems } from './amount-problems.js';
import { dockerfileProblems } from './dockerfile-problems.js';
import { faultProblems } from './fault-problems.js';
import { formProblems } from './form-problems.js';
import { graphProblems } from './graph-problems.js';
import { recordedProblems } from './recorded-problems.js';
import { programProblems } from './program-problems.js';
import { sizeProblems } from './size-problems.js';
import { textProblems } from './text-problems.js';
import { tooManyPatterns } from './too-many-patterns.js';
import { timeProblems } from './time-problems.js';
import { usageProblems } from './usage-problems.js';

/**
 * Everything that keeps some data from being a scenario that can be played. What the data means is looked at only when
 * its form is right.
 */
export function checkScenario(data: unknown): readonly ScenarioProblem[] {
  const tooMany = tooManyPatterns(data);
  if (tooMany !== undefined) return [tooMany];
  const problems = [...formProblems(data), ...textProblems(data)];
  return problems.length > 0 ? problems : meaningProblems(data as Scenario);
}

function meaningProblems({
  builds = [],
  programs = [],
  faults = [],
  usageRecords = [],
}: Scenario): readonly ScenarioProblem[] {
  return [
    ...builds.flatMap((build, i) => recordedProblems(build, dataPath('builds', i))),
    ...builds.flatMap((build, i) => verticesProblems(build.vertices ?? [], `${dataPath('builds', i)}.vertices`)),
    ...builds.flatMap((build, i) => dockerfileProblems(build, dataPath('builds', i))),
    ...builds.flatMap((build, i) => sizeProblems(build, dataPath('builds', i))),
    ...programs.flatMap((program, i) => programProblems(program, dataPath('programs', i))),
    ...faults.flatMap((fault, i) => faultProblems(fault, dataPath('faults', i))),
    ...usageProblems(usageRecords),
  ];
}

function verticesProblems(vertices: readonly VertexScript[], path: string): readonly ScenarioProblem[] {
  return [...graphProblems(vertices, path), ...timeProblems(vertices, path), ...amountProblems(vertices, path)];
}
