import * as fc from 'fast-check';
import type { Difference } from '../comparing/compare.js';
import type { Intent } from '../../conformance/model/intent.js';
import { drawn, historyOf, type History } from '../playing/history.js';
import { onBothSides, type Sides } from './both-sides.js';
import { kindOf } from './kind-of.js';
import { shrinkLimitMs } from './options.js';

/** The shortest history that was found, and the path that leads to it. */
export interface Shortest {
  readonly commands: readonly string[];
  readonly replay: string;
}

/** Cuts a history down to the shortest that still shows a difference of the same kind. */
export async function shortest(
  sides: Sides,
  { seed, number, difference }: { readonly seed: number; readonly number: number; readonly difference: Difference },
): Promise<Shortest | undefined> {
  const { arbitrary, parameters } = drawn(seed, number);
  let commands: readonly string[] | undefined;
  const property = fc.asyncProperty(arbitrary, async (intents) => {
    const outcome = await onBothSides(sides, intents);
    if (outcome?.differences.some((one) => kindOf(one) === kindOf(difference)) !== true) return true;
    commands = outcome.commands;
    return false;
  });
  const details = await fc.check(property, { ...parameters, interruptAfterTimeLimit: shrinkLimitMs });
  // The first of the path says which of the runs it was, and there is one alone.
  const steps = (details.counterexamplePath ?? '').split(':').slice(1);
  return commands === undefined ? undefined : { commands, replay: [number, ...steps].join(':') };
}

/** The history that `--replay` names: a number, and perhaps the path along which it was cut down. */
export async function cutDown(seed: number, replay: string): Promise<History> {
  const [text = '0', ...steps] = replay.split(':');
  const number = Number(text);
  if (steps.length === 0) return historyOf(seed, number);
  const { arbitrary, parameters } = drawn(seed, number);
  let found: readonly Intent[] | undefined;
  const property = fc.asyncProperty(arbitrary, async (intents) => {
    // fast-check goes on from there, which is not asked for.
    found ??= intents;
  });
  await fc.check(property, { ...parameters, path: ['0', ...steps].join(':') });
  return { number, intents: found ?? [] };
}
