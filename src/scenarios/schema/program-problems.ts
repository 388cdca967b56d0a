import { dataPath } from '../data-path.js';
import { compilePattern } from '../matching/pattern.js';
import type { ProgramScript, ProgramStep, Reaction, StdinMatch } from '../model/program-script.js';
import type { ScenarioProblem } from '../scenario-error.js';

/** Tells of exits with a group that the reaction's pattern does not have, and of steps that wait for nothing at all. */
export function programProblems(script: ProgramScript, path: string): readonly ScenarioProblem[] {
  const { steps = [], stdin = [], stdout = [], reactions = [] } = script;
  return [
    ...stepProblems(steps, 0, `${path}.steps`),
    ...stepProblems(stdin, 0, `${path}.stdin`),
    ...stepProblems(stdout, 0, `${path}.stdout`),
    ...reactions.flatMap((reaction, i) => reactionProblems(reaction, dataPath(`${path}.reactions`, i))),
  ];
}

function reactionProblems(reaction: Reaction, path: string): readonly ScenarioProblem[] {
  const { on } = reaction;
  const about = isStdinMatch(on) ? stdinProblems(on, `${path}.on`) : [];
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
  const isThereAlready = isNothing(match);
  return isThereAlready ? [{ path, message: 'matches when nothing has come yet: ask for at least a character' }] : [];
}

function isNothing(match: StdinMatch): boolean {
  if (typeof match === 'string') return match === '';
  return 'base64' in match ? match.base64 === '' : compilePattern(match).test('');
}

function isStdinMatch(on: Reaction['on']): on is StdinMatch {
  return typeof on === 'string' || 'pattern' in on || 'base64' in on;
}

function exitProblems(exit: number | string, groups: number, path: string): readonly ScenarioProblem[] {
  if (typeof exit === 'number' || Number(exit.slice(1)) <= groups) return [];
  const reason = groups === 0 ? 'there is no pattern with groups' : `the pattern has ${groups}`;
  return [{ path, message: `${exit} stands for no group: ${reason}` }];
}

function groupsOf(on: Reaction['on']): number {
  if (typeof on === 'string') return 0;
  // A new size of the terminal has two groups: rows and columns.
  if ('resize' in on) return 2;
  if (!('pattern' in on)) return 0;
  return compilePattern(on).groups;
}
