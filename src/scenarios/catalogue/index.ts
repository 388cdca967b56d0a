import { abandonedInputClosesStdin } from './entries/abandoned-input-closes-stdin.js';
import { buildOngoingAfterBothCancelled } from './entries/build-ongoing-after-both-cancelled.js';
import { buildWithoutSubscriber } from './entries/build-without-subscriber.js';
import { deathByCancelledStalledBuild } from './entries/death-by-cancelled-stalled-build.js';
import { deathByMissingOptions } from './entries/death-by-missing-options.js';
import { deathByMissingResult } from './entries/death-by-missing-result.js';
import { disconnectDuringBuild } from './entries/disconnect-during-build.js';
import { failedBuildLeavesSession } from './entries/failed-build-leaves-session.js';
import { inputAfterBuild } from './entries/input-after-build.js';
import { inputBeforeRebuild } from './entries/input-before-rebuild.js';
import { inputCancelledMidway } from './entries/input-cancelled-midway.js';
import { inputWithoutEof } from './entries/input-without-eof.js';
import { lateFirstSubscriber } from './entries/late-first-subscriber.js';
import { logClipping } from './entries/log-clipping.js';
import { rebuildOverRunningProcesses } from './entries/rebuild-over-running-processes.js';
import { statusAfterBuild } from './entries/status-after-build.js';
import { stolenStatusMessage } from './entries/stolen-status-message.js';
import { subscriberLeavesMidBuild } from './entries/subscriber-leaves-mid-build.js';
import { tenThousandVertices } from './entries/ten-thousand-vertices.js';
import { twoInputs } from './entries/two-inputs.js';
import { twoSubscribers } from './entries/two-subscribers.js';
import { validationFailureBeforeStatus } from './entries/validation-failure-before-status.js';
import type { CatalogueEntry } from './entry.js';

/** The edge cases, by name. */
export const catalogue: readonly CatalogueEntry[] = [
  abandonedInputClosesStdin,
  buildOngoingAfterBothCancelled,
  buildWithoutSubscriber,
  deathByCancelledStalledBuild,
  deathByMissingOptions,
  deathByMissingResult,
  disconnectDuringBuild,
  failedBuildLeavesSession,
  inputAfterBuild,
  inputBeforeRebuild,
  inputCancelledMidway,
  inputWithoutEof,
  lateFirstSubscriber,
  logClipping,
  rebuildOverRunningProcesses,
  statusAfterBuild,
  stolenStatusMessage,
  subscriberLeavesMidBuild,
  tenThousandVertices,
  twoInputs,
  twoSubscribers,
  validationFailureBeforeStatus,
];
