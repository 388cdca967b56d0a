import { toMilliseconds } from '../../time/duration.js';
import { dataPath } from '../data-path.js';
import type { BuildScript } from '../model/build-script.js';
import type { RecordedBuild } from '../model/recorded-build.js';
import type { ScenarioProblem } from '../scenario-error.js';

/** What a recorded build says beside its recording, which says it all. */
const beside = ['template', 'vertices', 'reply', 'error', 'logLimits'] as const;

/** What of a recording, or beside it, would be passed over. */
export function recordedProblems(build: BuildScript, path: string): readonly ScenarioProblem[] {
  if (build.recorded === undefined) return [];
  return [...besideProblems(build, path), ...orderProblems(build.recorded, `${path}.recorded.messages`)];
}

/** Messages come in the order of the list: an earlier time would be passed over. */
function orderProblems({ messages }: RecordedBuild, path: string): readonly ScenarioProblem[] {
  return messages.flatMap(({ at }, i) => {
    const before = messages[i - 1]?.at ?? 0;
    if (toMilliseconds(at) >= toMilliseconds(before)) return [];
    return [
      { path: `${dataPath(path, i)}.at`, message: `${at} is before the message before it, which is at ${before}` },
    ];
  });
}

function besideProblems(build: BuildScript, path: string): readonly ScenarioProblem[] {
  return beside
    .filter((key) => build[key] !== undefined)
    .map((key) => ({
      path: `${path}.${key}`,
      message: 'has no place beside recorded: leave one of them out',
    }));
}
