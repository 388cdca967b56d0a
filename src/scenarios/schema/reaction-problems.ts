import { dataPath } from '../data-path.js';
import { compilePattern } from '../matching/pattern.js';
import type { ProgramScript, Reaction } from '../model/program-script.js';
import type { ScenarioProblem } from '../scenario-error.js';

/** Exits with a group that the reaction's pattern does not have. */
export function reactionProblems(
  { steps = [], reactions = [] }: ProgramScript,
  path: string,
): readonly ScenarioProblem[] {
  return [
    ...exitProblems(steps, 0, `${path}.steps`),
    ...reactions.flatMap((reaction, i) =>
      exitProblems(reaction.do, groupsOf(reaction.on), `${dataPath(`${path}.reactions`, i)}.do`),
    ),
  ];
}

function exitProblems(steps: Reaction['do'], groups: number, path: string): readonly ScenarioProblem[] {
  return steps.flatMap((step, i) => {
    if (!('exit' in step) || typeof step.exit !== 'string' || Number(step.exit.slice(1)) <= groups) return [];
    const message = `${step.exit} stands for no group: ${groups === 0 ? 'there is no pattern with groups' : `the pattern has ${groups}`}`;
    return [{ path: `${dataPath(path, i)}.exit`, message }];
  });
}

function groupsOf(on: Reaction['on']): number {
  if (typeof on === 'string' || !('pattern' in on)) return 0;
  const { source, flags } = compilePattern(on);
  // An alternative that is empty matches everything, and the result has a place for every group.
  return (new RegExp(`${source}|`, flags).exec('')?.length ?? 1) - 1;
}
