import { goQuote } from '../../words/go-quote.js';
import { DockerfileError, located, prefixed } from '../dockerfile-error.js';
import { emptyImage } from '../image.js';
import { parseInstruction } from '../instructions/parse-instruction.js';
import { lintImagePlatform } from '../lint/lint-from.js';
import { fullName, parseReference } from '../references/image-reference.js';
import { formatPlatform, type Platform } from '../references/platform.js';
import { linesOf } from '../source-range.js';
import { parseLines } from '../syntax/parse-lines.js';
import { loadContext, namedContextOf } from './named-context.js';
import type { Planning } from './planning.js';
import { addSources, reachable, sourcesOf } from './stage-graph.js';
import type { Command, StageState } from './stage-state.js';
import { prefixedName } from './step-name.js';
import { makeVertex } from './vertex.js';

/** Finds the images that the target is made from, and adds the instructions that they bring along with ONBUILD. */
export function resolveStages(planning: Planning, target: StageState): ReadonlySet<StageState> {
  for (;;) {
    const needed = reachable(target);
    for (const state of [...planning.states]) {
      const isNeeded = planning.allStages || needed.has(state);
      if (state.parent !== undefined || state.isDispatched || state.isResolved) continue;
      state.isResolved = isNeeded;
      resolveBase(planning, state, isNeeded);
    }
    let isComplete = true;
    for (const state of planning.states.filter((state) => needed.has(state))) {
      if (addTriggers(planning, state)) isComplete = false;
    }
    if (isComplete) return needed;
  }
}

function resolveBase(planning: Planning, state: StageState, isNeeded: boolean): void {
  if (state.base === 'scratch' && state.namedContext === undefined) {
    state.platform = planning.targetPlatform;
    state.image = emptyImage(planning.targetPlatform);
  } else located(state.location, () => resolveImage(planning, state, isNeeded));
  if (state.from === undefined) state.isDispatched = true;
}

function resolveImage(planning: Planning, state: StageState, isNeeded: boolean): void {
  const reference = prefixed(`failed to parse stage name ${goQuote(state.base)}`, () => parseReference(state.base));
  const platform = state.platform ?? planning.targetPlatform;
  const name = fullName(reference);
  if (!isNeeded) {
    state.platform = platform;
    return;
  }
  if (state.namedContext !== undefined) {
    const { vertex, image } = loadContext(planning, state.namedContext, platform, state.readPaths);
    state.isDispatched = true;
    state.vertex = vertex;
    state.image = image;
    return;
  }
  const context = namedContextOf(planning, name, platform);
  if (context !== undefined) {
    const { vertex, image } = loadContext(planning, context, platform, state.readPaths);
    state.vertex = vertex;
    state.image = image ?? emptyImage(platform);
    state.platform = platform;
    return;
  }
  pull(planning, state, { name, platform });
}

function pull(
  planning: Planning,
  state: StageState,
  { name, platform }: { readonly name: string; readonly platform: Platform },
): void {
  const shown = planning.namesPlatforms ? `${formatPlatform(platform)} ` : '';
  planning.before({ name: `[${shown}internal] load metadata for ${name}`, kind: 'metadata' });
  const { digest, image } = planning.resolveImage(name, platform);
  const pinned = `${name.replace(/@.*$/, '')}@${digest}`;
  state.image = image;
  state.platform = platform;
  state.vertex = makeVertex([pinned, formatPlatform(platform)], [], {
    name: prefixedName(planning, state, `FROM ${pinned}`, platform, new Map()),
    kind: 'image',
    stage: state.name,
    location: state.location,
  });
  lintImagePlatform(planning.linter, state, image, platform);
}

/** Adds what the base image, or the stage that this one continues, said with ONBUILD. Says whether there is more to resolve. */
function addTriggers(planning: Planning, state: StageState): boolean {
  const { parent } = state;
  const triggers = [...(state.image?.config.OnBuild ?? [])];
  if (parent !== undefined && !state.hasTriggers) {
    for (const { instruction } of parent.commands) {
      if (instruction.kind === 'onbuild') triggers.push(instruction.value);
    }
  }
  state.hasTriggers = true;
  if (triggers.length === 0) return false;
  if (state.image !== undefined) {
    const { OnBuild: _, ...config } = state.image.config;
    state.image = { ...state.image, config };
  }
  const commands = triggers.map((trigger) => triggered(planning, state, trigger));
  state.commands = [...commands, ...state.commands];
  state.total += commands.length;
  return commands.some(({ sources }) => sources.length > 0);
}

function triggered(planning: Planning, state: StageState, trigger: string): Command {
  const first = state.location[0]?.start.line ?? 0;
  const location = linesOf(first, state.location.at(-1)?.end.line);
  try {
    const [written, another] = parseLines(trigger).instructions;
    if (written === undefined || another !== undefined)
      throw new DockerfileError('onbuild trigger should be a single expression');
    const instruction = parseInstruction({ ...written, location });
    if (instruction.kind === 'from') throw new DockerfileError('*instructions.Stage is not a command type');
    const sources = sourcesOf(planning, instruction);
    addSources(planning, state, sources, instruction);
    return { instruction, sources, isTrigger: true };
  } catch (error) {
    if (!(error instanceof DockerfileError)) throw error;
    throw new DockerfileError(error.message, [state.location]);
  }
}
