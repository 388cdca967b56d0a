import type { Scenario } from '../scenarios/model/scenario.js';
import type { ScenarioProblem } from '../scenarios/scenario-error.js';

/** What a script may ask of a build that only BuildKit sees. */
const seenAlone = ['dockerfile', 'frontend', 'contextFiles'] as const;

/** What of a scenario only a fake BuildKit can play. */
export function buildKitsAlone({ builds = [] }: Scenario): readonly ScenarioProblem[] {
  return builds.flatMap(({ dockerfile, registries, when = {} }, i): readonly ScenarioProblem[] => {
    const place = `builds[${i}]`;
    const asked = seenAlone.filter((key) => when[key] !== undefined);
    return [
      ...asked.map((key) => ({
        path: `${place}.when.${key}`,
        message: 'no client tells a controller: ask for something else, or play it on a FakeBuildKit',
      })),
      ...(dockerfile === undefined
        ? []
        : [
            {
              path: `${place}.dockerfile`,
              message: 'no client sends a controller its Dockerfile: give vertices, or play it on a FakeBuildKit',
            },
          ]),
      ...(registries === undefined
        ? []
        : [{ path: `${place}.registries`, message: 'a controller pushes nothing: play it on a FakeBuildKit' }]),
    ];
  });
}
