import { timedOut, withTimeout } from '../../conformance/engine/waiting.js';
import type { Target } from '../../conformance/trial/target.js';
import { fixtureBuild } from '../../conformance/requirements/fixture-build.js';
import { startProgram } from '../../conformance/requirements/process-stream.js';
import { startBuild } from '../../conformance/requirements/session.js';
import type { Death } from '../certificate.js';
import { compare } from '../comparing/compare.js';
import { Hand } from '../playing/hand.js';
import { keyed } from '../playing/keyed.js';
import type { Played } from '../playing/play.js';
import type { Sides } from './both-sides.js';

/** What a real server dies of, by the name of its case in the catalogue. */
const deadly: Readonly<Record<string, (hand: Hand) => Promise<void>>> = {
  'death-by-missing-options': async (hand) => {
    const build = await startBuild(hand.client, hand.ref(), undefined);
    await hand.within('the end of Build', build.status);
  },
  'death-by-missing-result': async (hand) => {
    const ref = hand.ref();
    hand.client.rpc.status({ ref });
    const build = await startBuild(hand.client, ref, { contextPath: '' });
    await hand.within('the end of Build', build.status);
    const { call } = await startProgram(hand, ref, 'cat');
    await hand.within('the end of Invoke', call.status);
  },
  'death-by-cancelled-stalled-build': async (hand) => {
    const build = await startBuild(hand.client, hand.ref(), fixtureBuild(hand, 'succeeds'));
    // Until it stands still at its first message, which nobody sees.
    await hand.rest(stallMs);
    build.cancel();
  },
};

/** In this time a build has come to its first message, in milliseconds. */
const stallMs = 1000;

/** Plays what kills a server to both sides, one after the other. None where the real one cannot be started again. */
export async function deathsOn({ fake, real, patienceMs, reviver }: Sides): Promise<readonly Death[]> {
  if (real.restart === undefined) return [];
  const deaths: Death[] = [];
  for (const [name, kill] of Object.entries(deadly)) {
    const victim = await fake();
    const ours = await played(victim, kill, patienceMs);
    await victim.close();
    const theirs = await played(real, kill, patienceMs);
    if (theirs.end === 'died') await reviver.revived();
    const { differences } = compare(ours, theirs);
    deaths.push({ name, fake: ours.end, real: theirs.end, differences });
  }
  return deaths;
}

async function played(
  target: Target,
  kill: (hand: Hand) => Promise<void>,
  patienceMs: number,
): Promise<Played & { readonly end: Death['fake'] }> {
  const hand = await Hand.at(target, patienceMs);
  // Open until the server dies.
  const witness = hand.client.rpc.status({ ref: hand.ref() });
  let trouble: string | undefined;
  try {
    await kill(hand);
  } catch (error) {
    trouble = hand.plain(error instanceof Error ? error.message : String(error));
  }
  const death = await withTimeout(hand.clock, patienceMs, witness.status);
  const calls = keyed(hand.record.calls, []);
  await hand.leave();
  return {
    commands: ['the deadly input'],
    calls,
    endedBy: [],
    plain: (text) => hand.plain(text),
    gave: (name) => hand.gave(name),
    end: death === timedOut ? 'lives' : 'died',
    ...(trouble === undefined ? {} : { trouble }),
  };
}
