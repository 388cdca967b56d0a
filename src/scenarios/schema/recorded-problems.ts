import type { BuildScript } from '../model/build-script.js';
import type { ScenarioProblem } from '../scenario-error.js';

/** What a recorded build says beside its recording, which says it all. */
const beside = ['vertices', 'reply', 'error', 'logLimits'] as const;

/** What stands beside a recording, and would be passed over. */
export function recordedProblems(build: BuildScript, path: string): readonly ScenarioProblem[] {
  if (build.recorded === undefined) return [];
  return beside
    .filter((key) => build[key] !== undefined)
    .map((key) => ({
      path: `${path}.${key}`,
      message: 'has no place beside recorded: leave one of them out',
    }));
}
