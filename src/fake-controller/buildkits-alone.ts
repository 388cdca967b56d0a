import type { Scenario } from '../scenarios/model/scenario.js';
import type { ScenarioProblem } from '../scenarios/scenario-error.js';

/** What of a scenario only a fake BuildKit can play. */
export function buildKitsAlone({ builds = [] }: Scenario): readonly ScenarioProblem[] {
  return builds.flatMap(({ dockerfile }, i) =>
    dockerfile === undefined
      ? []
      : [
          {
            path: `builds[${i}].dockerfile`,
            message: 'a controller is sent no Dockerfile: give the build vertices, or play it on a FakeBuildKit',
          },
        ],
  );
}
