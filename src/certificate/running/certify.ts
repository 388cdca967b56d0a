import type { Target } from '../../conformance/trial/target.js';
import type { Certificate } from '../certificate.js';
import { canPlay, historyOf, type History } from '../playing/history.js';
import { NothingToPlayError } from '../nothing-to-play-error.js';
import { onBothSides, type Outcome, type Sides } from './both-sides.js';
import { deathsOn } from './deadly.js';
import { faithfulFake } from './faithful-fake.js';
import { assertCertifyOptions, defaults, type CertifyOptions } from './options.js';
import { Reviver } from './reviver.js';
import { cutDown } from './shortest.js';
import { Tally } from './tally.js';

/** After so many histories progress is told. */
const between = 25;

/** With fewer histories, what did not come up may come up with more. */
const enough = 300;

/**
 * Plays the same histories to the fake and to a real controller, and compares what both said.
 *
 * @throws ConfigurationError for options that make no sense; NothingToPlayError where the target lacks what the histories
 * are about.
 * @example const certificate = await certify(await openTarget('container'), { histories: 300, seed: 7 });
 */
export async function certify(real: Target, options: CertifyOptions = {}): Promise<Certificate> {
  assertCertifyOptions(options);
  if (!canPlay(real)) throw new NothingToPlayError();
  const { histories = defaults.histories, seed = defaults.seed, atOnce = defaults.atOnce, replay } = options;
  const patienceMs = options.timeoutMs ?? defaults.timeoutMs;
  const { fake = () => faithfulFake(real), onProgress = () => undefined } = options;
  const sides: Sides = { fake, real, patienceMs, reviver: new Reviver(real, patienceMs) };
  const numbers = Array.from({ length: histories }, (_, number) => number);
  const all = replay === undefined ? numbers.map((number) => historyOf(seed, number)) : [await cutDown(seed, replay)];
  const tally = new Tally(real.revision);
  await warmUp(sides);
  const lost = await playAll(sides, all, atOnce, (history, outcome) => {
    tally.add(history, outcome);
    if (tally.histories % between === 0) onProgress(`${tally.histories} of ${all.length} histories`);
  });
  // Alone, so that it is known which of them the server dies of.
  const fatal = await playAll(sides, lost, 1, (history, outcome) => tally.add(history, outcome));
  for (const history of fatal) tally.addDeath(history);
  if (tally.hasUnexplained) onProgress('looking for the shortest histories that show what is not explained');
  const judged = await tally.judge(sides, { seed, shrinks: replay === undefined });
  const deaths = replay === undefined ? await deathsOn(sides) : [];
  const { kind, address, info, revision } = real;
  const counts = { histories: tally.histories, named: all.filter(({ name }) => name !== undefined).length };
  const stale = all.length < enough ? [] : tally.stale();
  const { deaths: restarts } = sides.reviver;
  return {
    target: { kind, address, info },
    revision,
    seed,
    ...counts,
    ...tally.sums,
    ...judged,
    stale,
    deaths,
    restarts,
  };
}

/** Fills the builder's cache as it is when a server has been used: the first build of its kind takes another course. */
async function warmUp(sides: Sides): Promise<void> {
  const fixtures = ['succeeds', 'warns', 'failsInStep', 'failsEarly'] as const;
  await onBothSides(sides, [
    ...fixtures.map((fixture) => ({ kind: 'build', client: 0, session: 0, fixture }) as const),
    { kind: 'begin-build', client: 0, session: 1, fixture: 'readsStdin' },
  ]);
}

/**
 * Plays histories, several at a time.
 *
 * @returns those during which the real server died
 */
async function playAll(
  sides: Sides,
  histories: readonly History[],
  atOnce: number,
  tell: (history: History, outcome: Outcome) => void,
): Promise<readonly History[]> {
  const lost: History[] = [];
  const rest = histories.values();
  const work = async (): Promise<void> => {
    for (const history of rest) {
      const outcome = await onBothSides(sides, history.intents);
      if (outcome === undefined) lost.push(history);
      else tell(history, outcome);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return lost;
}
