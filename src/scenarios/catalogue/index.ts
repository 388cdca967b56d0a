import {
  buildOngoingAfterBothCancelled,
  buildWithoutSubscriber,
  cancelStorm,
  hugeErrorDetails,
} from './entries/build.js';
import { deathByCancelledStalledBuild, deathByMissingOptions, deathByMissingResult } from './entries/death.js';
import {
  abandonedInputClosesStdin,
  inputAfterBuild,
  inputBeforeRebuild,
  inputCancelledMidway,
  inputWithoutEof,
  twoInputs,
} from './entries/input.js';
import {
  exitZeroIsCancelled,
  invokeHalfClosedBeforeInit,
  okEndHangsAttachIo,
  outputWhileDetachedIsLost,
  takeoverDuringOutput,
  takeoverRacingExit,
  wrongFdDetaches,
} from './entries/invoke.js';
import {
  eofOfBothFilesInAnyOrder,
  errorStatusOvertakesData,
  stdinAfterEof,
  stdinEofNotPropagated,
  tailOutputLostAtExit,
  utf8SplitAcrossChunks,
} from './entries/process-files.js';
import {
  disconnectProcessAnswersInternal,
  poisonedContainer,
  rebuildOverRunningProcesses,
  rollbackKillsNeighbour,
  signalsIgnored,
  startFailureOfUnknownCommand,
  unnoticedExit,
} from './entries/processes.js';
import { clockSkew, logClipping, reopenedVertex, tenThousandVertices } from './entries/progress.js';
import { disconnectDuringBuild, failedBuildLeavesSession } from './entries/sessions.js';
import {
  lateFirstSubscriber,
  slowConsumer,
  statusAfterBuild,
  stolenStatusMessage,
  subscriberLeavesMidBuild,
  twoSubscribers,
  validationFailureBeforeStatus,
} from './entries/status.js';
import {
  fourMebibytesExactly,
  fourMebibytesPlusOne,
  goawayDuringBuild,
  infoNeverAnswers,
} from './entries/transport.js';
import type { CatalogueEntry } from './entry.js';
import { playable } from './playable.js';

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
].map(playable);
