import type { Requirement } from '../trial/requirement.js';
import { buildAgainRequirements } from './build/again.js';
import { buildAnswerRequirements } from './build/answer.js';
import { buildFatalRequirements } from './build/fatal.js';
import { buildSideBySideRequirements } from './build/side-by-side.js';
import { disconnectRunningBuildRequirements } from './disconnect/running-build.js';
import { disconnectSessionRequirements } from './disconnect/session.js';
import { disconnectStartingProcessRequirements } from './disconnect/starting-process.js';
import { infoRequirements } from './info.js';
import { inputContentRequirements } from './input/content.js';
import { inputLifetimeRequirements } from './input/lifetime.js';
import { inputRefusedRequirements } from './input/refused.js';
import { inspectRequirements } from './inspect.js';
import { invokeAttachRequirements } from './invoke/attach.js';
import { invokeEndingRequirements } from './invoke/ending.js';
import { invokeRefusedRequirements } from './invoke/refused.js';
import { invokeStdinRequirements } from './invoke/stdin.js';
import { invokeWithoutResultRequirements } from './invoke/without-result.js';
import { listModelRequirements } from './list-model.js';
import { listRequirements } from './list.js';
import { givenBackRequirements } from './option/given-back.js';
import { refusedOptionRequirements } from './option/refused.js';
import { seenOptionRequirements } from './option/seen-by-a-step.js';
import { toldOptionRequirements } from './option/told-by-the-build.js';
import { payloadGraphRequirements } from './payload/graph.js';
import { payloadMessageRequirements } from './payload/message.js';
import { payloadReplyRequirements } from './payload/reply.js';
import { payloadStatusRequirements } from './payload/status.js';
import { payloadVertexRequirements } from './payload/vertex.js';
import { disconnectProcessRequirements } from './process/disconnect.js';
import { processExitRequirements } from './process/exit.js';
import { modelSequenceRequirements } from './histories/sequences.js';
import { modelRaceRequirements } from './histories/races.js';
import { processIsolationRequirements } from './process/isolation.js';
import { processListRequirements } from './process/list.js';
import { processOutputRequirements } from './process/output.js';
import { processStartFailureRequirements } from './process/start-failure.js';
import { processSurroundingsRequirements } from './process/surroundings.js';
import { statusLifetimeRequirements } from './status/lifetime.js';
import { statusSubscriberRequirements } from './status/subscribers.js';
import { aftermathRequirements } from './transport/aftermath.js';
import { transportConcurrencyRequirements } from './transport/concurrency.js';
import { transportLimitRequirements } from './transport/limit.js';
import { transportRequestRequirements } from './transport/request.js';
import { survivalRequirements } from './transport/survival.js';
import { transportMethodRequirements } from './transport/method.js';

/**
 * Everything that a controller is held to, in the order in which reports show it.
 *
 * @since 0.1.0
 */
export const requirements: readonly Requirement[] = [
  ...infoRequirements,
  ...listRequirements,
  ...listModelRequirements,
  ...buildAnswerRequirements,
  ...buildAgainRequirements,
  ...buildSideBySideRequirements,
  ...buildFatalRequirements,
  ...seenOptionRequirements,
  ...toldOptionRequirements,
  ...refusedOptionRequirements,
  ...statusLifetimeRequirements,
  ...statusSubscriberRequirements,
  ...inputRefusedRequirements,
  ...inputContentRequirements,
  ...inputLifetimeRequirements,
  ...invokeRefusedRequirements,
  ...invokeStdinRequirements,
  ...invokeAttachRequirements,
  ...invokeEndingRequirements,
  ...invokeWithoutResultRequirements,
  ...processOutputRequirements,
  ...processExitRequirements,
  ...processListRequirements,
  ...processIsolationRequirements,
  ...processSurroundingsRequirements,
  ...processStartFailureRequirements,
  ...disconnectProcessRequirements,
  ...disconnectSessionRequirements,
  ...disconnectRunningBuildRequirements,
  ...disconnectStartingProcessRequirements,
  ...inspectRequirements,
  ...givenBackRequirements,
  ...modelSequenceRequirements,
  ...modelRaceRequirements,
  ...transportMethodRequirements,
  ...transportRequestRequirements,
  ...transportLimitRequirements,
  ...transportConcurrencyRequirements,
  ...survivalRequirements,
  ...aftermathRequirements,
  ...payloadVertexRequirements,
  ...payloadMessageRequirements,
  ...payloadGraphRequirements,
  ...payloadStatusRequirements,
  ...payloadReplyRequirements,
];
