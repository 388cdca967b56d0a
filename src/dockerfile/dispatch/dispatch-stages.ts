import { located } from '../dockerfile-error.js';
import { defaultPath, emptyImage, withVariable, type Image } from '../image.js';
import { posix } from 'node:path';
import { refusePatterns } from '../patterns/refuse-patterns.js';
import type { Planning } from '../stages/planning.js';
import type { Command, StageState } from '../stages/stage-state.js';
import { dispatchArg } from './dispatch-arg.js';
import { dispatchCopy } from './dispatch-copy.js';
import { dispatchExpose } from './dispatch-expose.js';
import { dispatchRun } from './dispatch-run.js';
import { dispatchSettings } from './dispatch-settings.js';
import { dispatchWorkdir } from './dispatch-workdir.js';
import { Scope } from './scope.js';

/** Plans what the instructions of all stages do that are needed. */
export function dispatchStages(planning: Planning, needed: ReadonlySet<StageState>): void {
  refusePatterns(planning.excludes);
  for (const state of planning.states) {
    if (!planning.allStages && (!needed.has(state) || state.isDispatched)) continue;
    if (state.parent !== undefined) state.inherit(state.parent);
    state.isDispatched = true;
    begin(planning, state);
    for (const command of state.commands)
      located(command.instruction.location, () => dispatch(planning, state, command));
  }
}

/** Takes over what the base image says. */
function begin(planning: Planning, state: StageState): void {
  state.platform ??= planning.targetPlatform;
  const image: Image = state.image ?? emptyImage(state.platform);
  const { Env = [], WorkingDir = '' } = image.config;
  const path = defaultPath(state.platform.os);
  const hasPath = state.platform.os === 'windows' || Env.some((variable) => variable.startsWith('PATH='));
  const env = hasPath ? Env : withVariable(Env, 'PATH', path);
  state.image = { ...image, config: { ...image.config, Env: env } };
  for (const variable of env) {
    const equals = variable.indexOf('=');
    if (equals < 0) state.setVariable(variable, '');
    else state.setVariable(variable.slice(0, equals), variable.slice(equals + 1));
  }
  if (WorkingDir !== '') state.cwd = posix.resolve('/', WorkingDir);
}

function dispatch(planning: Planning, state: StageState, command: Command): void {
  const scope = new Scope(planning, state, command);
  const { instruction } = command;
  switch (instruction.kind) {
    case 'arg':
      dispatchArg(scope, instruction);
      return;
    case 'run':
      dispatchRun(scope, instruction);
      return;
    case 'copy':
    case 'add':
      dispatchCopy(scope, instruction);
      return;
    case 'workdir':
      dispatchWorkdir(scope, instruction);
      return;
    case 'expose':
      dispatchExpose(scope, instruction);
      return;
    default:
      dispatchSettings(scope, instruction);
  }
}
