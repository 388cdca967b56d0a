import { statusCodes } from '../../protocol/status-code.js';
import type { Intent } from '../../conformance/model/intent.js';
import type { Target } from '../../conformance/trial/target.js';
import { compare, type Comparison } from '../comparing/compare.js';
import { play, type Played } from '../playing/play.js';
import type { Reviver } from './reviver.js';

/** What came of playing a history on both sides. */
export interface Outcome extends Comparison {
  readonly commands: readonly string[];
}

/** The two controllers that are compared. */
export interface Sides {
  /** Makes the fake anew for each history, so that none depends on the others. */
  readonly fake: () => Promise<Target>;
  readonly real: Target;
  readonly reviver: Reviver;
  readonly patienceMs: number;
}

/**
 * Plays a history on the fake, and then on the real controller, which is given the time to come as far.
 *
 * @returns undefined when the real server died meanwhile, of this history or of another
 */
export async function onBothSides(sides: Sides, intents: readonly Intent[]): Promise<Outcome | undefined> {
  const { patienceMs, real, reviver } = sides;
  const ours = await onFake(sides, intents);
  const theirs = await play(real, intents, { patienceMs, guide: ours });
  if (lostConnection(theirs) && !lostConnection(ours) && (await reviver.revived())) return undefined;
  return { ...compare(ours, theirs), commands: theirs.commands };
}

async function onFake({ fake, patienceMs }: Sides, intents: readonly Intent[]): Promise<Played> {
  const target = await fake();
  try {
    return await play(target, intents, { patienceMs });
  } finally {
    await target.close();
  }
}

function lostConnection({ calls, trouble, left }: Played): boolean {
  const unavailable = [...calls.values()].some(({ status }) => status?.code === statusCodes.UNAVAILABLE);
  return unavailable || /UNAVAILABLE/.test(`${trouble ?? ''} ${left ?? ''}`);
}
