import { abandonedInputClosesStdin } from './entries/abandoned-input-closes-stdin.js';
import { buildOngoingAfterBothCancelled } from './entries/build-ongoing-after-both-cancelled.js';
import { buildWithoutSubscriber } from './entries/build-without-subscriber.js';
import { cancelStorm } from './entries/cancel-storm.js';
import { clockSkew } from './entries/clock-skew.js';
import { deathByCancelledStalledBuild } from './entries/death-by-cancelled-stalled-build.js';
import { deathByMissingOptions } from './entries/death-by-missing-options.js';
import { deathByMissingResult } from './entries/death-by-missing-result.js';
import { disconnectDuringBuild } from './entries/disconnect-during-build.js';
import { disconnectProcessAnswersInternal } from './entries/disconnect-process-answers-internal.js';
import { eofOfBothFilesInAnyOrder } from './entries/eof-of-both-files-in-any-order.js';
import { errorStatusOvertakesData } from './entries/error-status-overtakes-data.js';
import { exitZeroIsCancelled } from './entries/exit-zero-is-cancelled.js';
import { failedBuildLeavesSession } from './entries/failed-build-leaves-session.js';
import { fourMebibytesExactly } from './entries/four-mebibytes-exactly.js';
import { fourMebibytesPlusOne } from './entries/four-mebibytes-plus-one.js';
import { goawayDuringBuild } from './entries/goaway-during-build.js';
import { hugeErrorDetails } from './entries/huge-error-details.js';
import { infoNeverAnswers } from './entries/info-never-answers.js';
import { inputAfterBuild } from './entries/input-after-build.js';
import { inputBeforeRebuild } from './entries/input-before-rebuild.js';
import { inputCancelledMidway } from './entries/input-cancelled-midway.js';
import { inputWithoutEof } from './entries/input-without-eof.js';
import { invokeHalfClosedBeforeInit } from './entries/invoke-half-closed-before-init.js';
import { lateFirstSubscriber } from './entries/late-first-subscriber.js';
import { logClipping } from './entries/log-clipping.js';
import { okEndHangsAttachIo } from './entries/ok-end-hangs-attach-io.js';
import { outputWhileDetachedIsLost } from './entries/output-while-detached-is-lost.js';
import { poisonedContainer } from './entries/poisoned-container.js';
import { rebuildOverRunningProcesses } from './entries/rebuild-over-running-processes.js';
import { reopenedVertex } from './entries/reopened-vertex.js';
import { rollbackKillsNeighbour } from './entries/rollback-kills-neighbour.js';
import { signalsIgnored } from './entries/signals-ignored.js';
import { slowConsumer } from './entries/slow-consumer.js';
import { startFailureOfUnknownCommand } from './entries/start-failure-of-unknown-command.js';
import { statusAfterBuild } from './entries/status-after-build.js';
import { stdinAfterEof } from './entries/stdin-after-eof.js';
import { stdinEofNotPropagated } from './entries/stdin-eof-not-propagated.js';
import { stolenStatusMessage } from './entries/stolen-status-message.js';
import { subscriberLeavesMidBuild } from './entries/subscriber-leaves-mid-build.js';
import { tailOutputLostAtExit } from './entries/tail-output-lost-at-exit.js';
import { takeoverDuringOutput } from './entries/takeover-during-output.js';
import { takeoverRacingExit } from './entries/takeover-racing-exit.js';
import { tenThousandVertices } from './entries/ten-thousand-vertices.js';
import { twoInputs } from './entries/two-inputs.js';
import { twoSubscribers } from './entries/two-subscribers.js';
import { unnoticedExit } from './entries/unnoticed-exit.js';
import { utf8SplitAcrossChunks } from './entries/utf8-split-across-chunks.js';
import { validationFailureBeforeStatus } from './entries/validation-failure-before-status.js';
import { wrongFdDetaches } from './entries/wrong-fd-detaches.js';
import type { CatalogueEntry } from './entry.js';

/**
 * The edge cases, by name.
 *
 * @since 0.1.0
 */
export const catalogue: readonly CatalogueEntry[] = [
  abandonedInputClosesStdin,
  buildOngoingAfterBothCancelled,
  buildWithoutSubscriber,
  cancelStorm,
  clockSkew,
  deathByCancelledStalledBuild,
  deathByMissingOptions,
  deathByMissingResult,
  disconnectDuringBuild,
  disconnectProcessAnswersInternal,
  eofOfBothFilesInAnyOrder,
  errorStatusOvertakesData,
  exitZeroIsCancelled,
  failedBuildLeavesSession,
  fourMebibytesExactly,
  fourMebibytesPlusOne,
  goawayDuringBuild,
  hugeErrorDetails,
  infoNeverAnswers,
  inputAfterBuild,
  inputBeforeRebuild,
  inputCancelledMidway,
  inputWithoutEof,
  invokeHalfClosedBeforeInit,
  lateFirstSubscriber,
  logClipping,
  okEndHangsAttachIo,
  outputWhileDetachedIsLost,
  poisonedContainer,
  rebuildOverRunningProcesses,
  reopenedVertex,
  rollbackKillsNeighbour,
  signalsIgnored,
  slowConsumer,
  startFailureOfUnknownCommand,
  statusAfterBuild,
  stdinAfterEof,
  stdinEofNotPropagated,
  stolenStatusMessage,
  subscriberLeavesMidBuild,
  tailOutputLostAtExit,
  takeoverDuringOutput,
  takeoverRacingExit,
  tenThousandVertices,
  twoInputs,
  twoSubscribers,
  unnoticedExit,
  utf8SplitAcrossChunks,
  validationFailureBeforeStatus,
  wrongFdDetaches,
];
