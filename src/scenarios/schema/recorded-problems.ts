import { toMilliseconds } from '../../time/duration.js';
import { dataPath } from '../data-path.js';
import type { BuildScript } from '../model/build-script.js';
import type { RecordedBuild } from '../model/recorded-build.js';
import type { ScenarioProblem } from '../scenario-error.js';

/** Keys that a build with a recording must not have beside it, because the recording says it all. */
const beside = ['template', 'vertices', 'dockerfile', 'reply', 'error', 'logLimits'] as const;

/** Tells of parts of a recording, and of keys beside it, that would be passed over. */
export function recordedProblems(build: BuildScript, path: string): readonly ScenarioProblem[] {
  if (build.recorded === undefined) return [];
  return [...besideProblems(build, path), ...orderProblems(build.recorded, `${path}.recorded.messages`)];
}

/**
 * Tells of messages with an earlier time than the one before: they come in the order of the list, whatever their times.
 */
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
