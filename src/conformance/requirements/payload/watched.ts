import type { StatusResponse } from '../../../protocol/messages.js';
import { type Check, example } from '../../trial/requirement.js';
import type { Trial } from '../../trial/trial.js';
import { endingOf } from '../ending.js';
import { fixtureBuild } from '../fixture-build.js';
import { watchedBuild } from '../session.js';

const succeeding = ['succeeds', 'warns', 'logs', 'graph'] as const;
type Kind = (typeof succeeding)[number] | 'failsInStep';

const failuresAtMost = 5;

/** A check of a history. It gives how many things came up that it is about; where none did, nothing was shown. */
type HistoryCheck = (trial: Trial, history: readonly StatusResponse[]) => number;

/** Gives all that a build of the fixtures shows to its only subscriber. */
export async function historyOf(trial: Trial, kind: Kind): Promise<readonly StatusResponse[]> {
  const { build, status } = await watchedBuild(trial, fixtureBuild(trial, kind));
  await build.status;
  await endingOf(status);
  return status.messages;
}

/** The same of a build that was made before, in a session that is gone, so that BuildKit has its steps in the cache. */
async function rebuiltHistoryOf(trial: Trial, kind: 'graph'): Promise<readonly StatusResponse[]> {
  const options = fixtureBuild(trial, kind);
  const ref = trial.ref();
  await trial.client.build(options, { ref });
  // Disconnected, because what another session still holds is shown as it went there (docs/real-controller.md §8.2).
  await trial.client.rpc.disconnect({ ref });
  return historyOf(trial, kind);
}

/** Makes a check of what holds in the history of every build that succeeds. */
export function inEveryHistory(check: HistoryCheck): Check {
  return inHistories(succeeding, check);
}

/**
 * Makes a check of builds that fail, too. Few checks use it, because now and then a failing build kills a real server.
 */
export function inEveryHistoryAndFailures(check: HistoryCheck): Check {
  return inHistories(succeeding, check, async (trial) => {
    // Now and then real servers drop the last of what a failing build shows (docs/real-controller.md §5.4). A build
    // that shows nothing of what the check is about says nothing, so another one is asked for.
    for (let left = failuresAtMost; left > 0; left--) {
      if (judge(trial, check, await historyOf(trial, 'failsInStep'))) return;
    }
  });
}

/** Makes a check of how the graph of a Dockerfile is shown whose steps are in the cache. */
export function inRebuiltGraph(check: HistoryCheck): Check {
  return example(async (trial) => {
    judge(trial, check, await rebuiltHistoryOf(trial, 'graph'));
  });
}

function inHistories(
  kinds: readonly Kind[],
  check: HistoryCheck,
  ofFailures: (trial: Trial) => Promise<void> = async () => {},
): Check {
  return example(async (trial) => {
    for (const kind of kinds.filter((one) => trial.fixtures.builds[one] !== undefined)) {
      judge(trial, check, await (kind === 'graph' ? rebuiltHistoryOf(trial, kind) : historyOf(trial, kind)));
    }
    if (trial.fixtures.builds.failsInStep !== undefined) await ofFailures(trial);
  });
}

/** Runs the check, and tells whether anything came up that it is about. */
function judge(trial: Trial, check: HistoryCheck, history: readonly StatusResponse[]): boolean {
  const cameUp = check(trial, history) > 0;
  if (cameUp) trial.exercised();
  return cameUp;
}
