import { dataPath } from '../data-path.js';
import { compilePattern } from '../matching/pattern.js';
import type { ProgramScript, ProgramStep, Reaction, StdinMatch } from '../model/program-script.js';
import type { ScenarioProblem } from '../scenario-error.js';

/** Exits with a group that the reaction's pattern does not have, and waits for nothing at all. */
export function programProblems(script: ProgramScript, path: string): readonly ScenarioProblem[] {
  const { steps = [], reactions = [] } = script;
  return [
    ...stepProblems(steps, 0, `${path}.steps`),
    ...reactions.flatMap((reaction, i) => reactionProblems(reaction, dataPath(`${path}.reactions`, i))),
  ];
}

function reactionProblems(reaction: Reaction, path: string): readonly ScenarioProblem[] {
  const { on } = reaction;
  const about = typeof on === 'string' || 'pattern' in on ? stdinProblems(on, `${path}.on`) : [];
  return [...about, ...stepProblems(reaction.do, groupsOf(on), `${path}.do`)];
}

function stepProblems(steps: readonly ProgramStep[], groups: number, path: string): readonly ScenarioProblem[] {
  return steps.flatMap((step, i) => {
    const place = dataPath(path, i);
    if ('expect' in step) return stdinProblems(step.expect, `${place}.expect`);
    return 'exit' in step ? exitProblems(step.exit, groups, `${place}.exit`) : [];
  });
}

function stdinProblems(match: StdinMatch, path: string): readonly ScenarioProblem[] {
  const isThereAlready = typeof match === 'string' ? match === '' : compilePattern(match).test('');
  return isThereAlready ? [{ path, message: 'matches when nothing has come yet: ask for at least a character' }] : [];
}

function exitProblems(exit: number | string, groups: number, path: string): readonly ScenarioProblem[] {
  if (typeof exit === 'number' || Number(exit.slice(1)) <= groups) return [];
  const reason = groups === 0 ? 'there is no pattern with groups' : `the pattern has ${groups}`;
  return [{ path, message: `${exit} stands for no group: ${reason}` }];
}

function groupsOf(on: Reaction['on']): number {
  if (typeof on === 'string' || !('pattern' in on)) return 0;
  const { source, flags } = compilePattern(on);
  // An alternative that is empty matches everything, and the result has a place for every group.
  return (new RegExp(`${source}|`, flags).exec('')?.length ?? 1) - 1;
}
