import { unambiguousLine } from '../../words/unambiguous.js';
import type { Misfit } from '../engine/probe.js';

/** From so many on that were seen to do the same, it is said that they do. */
const several = 3;

/** Says in one line what does not do what it must, and what to change. */
export function misfitLine({ capability, what, expected, seen, must }: Misfit): string {
  const advice = `Give one in the fixtures file that ${must}; or ${otherwise(capability)}.`;
  return unambiguousLine(`${capability}: ${what}: expected ${expected}, seen ${seen}. ${advice}`);
}

function otherwise(capability: string): string {
  if (capability === 'builds.succeeds') return 'look at what it ended with, because every target needs it';
  if (capability === 'programs.tells' || capability.startsWith('builds.')) return 'leave it out';
  return 'leave out `programs`';
}

/** All of them, a line each, under a heading; and whether they behave alike, which a target does that knows none of them. */
export function misfitLines(misfits: readonly Misfit[]): readonly string[] {
  if (misfits.length === 0) return [];
  const builds = misfits.filter(({ capability }) => capability.startsWith('builds.'));
  const [first] = builds;
  const areAlike = builds.length >= several && builds.every(({ seen }) => seen === first?.seen);
  const alike = `${builds.length} builds behave alike: does the target know the builds of the fixtures? conformance --fixtures FILE names yours.`;
  return [
    'These fixtures do not do what they must, so what needs them is skipped:',
    ...misfits.map((misfit) => `  ${misfitLine(misfit)}`),
    ...(areAlike ? [`  ${alike}`] : []),
  ];
}
