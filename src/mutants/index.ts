import { narrowBuildMutants } from './narrow/builds.js';
import { narrowProcessMutants } from './narrow/processes.js';
import { narrowSessionMutants } from './narrow/sessions.js';
import { optionMutants } from './options.js';
import { outputMutants } from './output.js';
import { stdinMutants } from './stdin.js';
import { disconnectRunningMutants } from './disconnect-running.js';
import { buildAgainMutants } from './build-again.js';
import { attachMutants } from './attach.js';
import { buildMutants } from './build.js';
import { contradictionMutants } from './contradiction.js';
import { disconnectMutants } from './disconnect.js';
import { infoAndListMutants } from './info-and-list.js';
import { inputMutants } from './input.js';
import { inspectMutants } from './inspect.js';
import { invokeMutants } from './invoke.js';
import { leakMutants } from './leaks.js';
import { modelRaceMutants } from './model-races.js';
import { modelSequenceMutants } from './model-sequences.js';
import type { Mutant } from './mutant.js';
import { graphMutants } from './graph.js';
import { payloadMutants } from './payload.js';
import { processCallMutants } from './process-calls.js';
import { processMutants } from './process.js';
import { quirkMutants } from './quirks.js';
import { requestMutants } from './request.js';
import { statusMutants } from './status.js';
import { surroundingsMutants } from './surroundings.js';
import { transportMutants } from './transport.js';

/** All controllers that are broken on purpose. */
export const mutants: readonly Mutant[] = [
  ...infoAndListMutants,
  ...buildMutants,
  ...buildAgainMutants,
  ...contradictionMutants,
  ...optionMutants,
  ...statusMutants,
  ...inputMutants,
  ...invokeMutants,
  ...stdinMutants,
  ...attachMutants,
  ...outputMutants,
  ...processMutants,
  ...processCallMutants,
  ...surroundingsMutants,
  ...disconnectMutants,
  ...disconnectRunningMutants,
  ...inspectMutants,
  ...modelSequenceMutants,
  ...modelRaceMutants,
  ...transportMutants,
  ...requestMutants,
  ...leakMutants,
  ...payloadMutants,
  ...graphMutants,
  ...narrowSessionMutants,
  ...narrowBuildMutants,
  ...narrowProcessMutants,
  ...quirkMutants,
];
