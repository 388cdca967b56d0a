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

/**
 * Says that builds behave alike, most of those that do not do what they must, as they do on a target that knows none of
 * them; empty when they do not, or are too few to tell.
 */
export function alikeLine(misfits: readonly Misfit[]): string {
  const seen = misfits.filter(({ capability }) => capability.startsWith('builds.')).map((misfit) => misfit.seen);
  const most = Math.max(0, ...seen.map((one) => seen.filter((other) => other === one).length));
  if (most < several || most * 2 <= seen.length) return '';
  return `${most} builds behave alike: does the target know the builds of the fixtures? conformance --fixtures FILE names yours.`;
}

/** All of them, a line each, under a heading; whether they behave alike comes first, since it may be all that is wrong. */
export function misfitLines(misfits: readonly Misfit[]): readonly string[] {
  if (misfits.length === 0) return [];
  const alike = alikeLine(misfits);
  return [
    'These fixtures do not do what they must, so what needs them is skipped:',
    ...(alike === '' ? [] : [`  ${alike}`]),
    ...misfits.map((misfit) => `  ${misfitLine(misfit)}`),
  ];
}
