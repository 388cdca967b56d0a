import { goQuote } from '../../words/go-quote.js';
import { DockerfileError, located, prefixed } from '../dockerfile-error.js';
import { expand, type Expansion } from '../expansion/expand.js';
import type { FromInstruction, StageInstruction } from '../instructions/instruction.js';
import { mountedFrom } from '../instructions/mount.js';
import type { Stage } from '../instructions/parse-stages.js';
import { lintFrom, lintPlatform } from '../lint/lint-from.js';
import { parsePlatform, type Platform } from '../references/platform.js';
import { didYouMean } from '../suggestion.js';
import { namedContextOf } from './named-context.js';
import { addState, stageNames, type Planning } from './planning.js';
import { StageState } from './stage-state.js';

/** Makes a state for each stage. */
export function addStages(planning: Planning, stages: readonly Stage[]): void {
  for (const [index, stage] of stages.entries()) addStage(planning, stage, index);
}

function addStage(planning: Planning, { from, instructions }: Stage, index: number): void {
  const { request, globalArgs, globalNotes, escape } = planning;
  const base = located(from.location, () => expand(from.base, globalArgs, { escape }));
  lintFrom(planning, from, base.unmatched);
  if (base.text === '') throw new DockerfileError(`base name (${from.base}) should not be blank`, [from.location]);
  const state = new StageState(base.text, from.location, from);
  state.name = from.name;
  for (const [name, note] of globalNotes) state.outline.args.set(name, note);
  const platform = from.platform === '' ? undefined : platformOf(planning, from);
  if (platform !== undefined) state.platform = platform.platform;
  if (from.name !== '') {
    const context = namedContextOf(planning, from.name, state.platform ?? planning.targetPlatform);
    if (context !== undefined) {
      state.namedContext = context;
      addState(planning, state);
      state.parent = undefined;
      return;
    }
  }
  if (from.name === '') state.name = `stage-${index}`;
  addState(planning, state);
  for (const name of [...base.matched, ...(platform?.expansion.matched ?? [])]) state.outline.usedArgs.add(name);
  const isPulled = state.base !== 'scratch' && state.parent === undefined;
  state.total = (isPulled ? 1 : 0) + instructions.filter(({ kind }) => makesVertex.has(kind)).length;
  const { noCache = [] } = request;
  state.ignoresCache = noCache === 'all' || noCache.some((name) => name.toLowerCase() === from.name);
}

const makesVertex: ReadonlySet<StageInstruction['kind']> = new Set(['add', 'copy', 'run', 'workdir']);

function platformOf(
  planning: Planning,
  from: FromInstruction,
): { readonly platform: Platform; readonly expansion: Expansion } {
  const { globalArgs, escape, buildPlatform } = planning;
  const { location } = from;
  const expansion = located(location, () =>
    prefixed('failed to process arguments for platform ', () => expand(from.platform, globalArgs, { escape })),
  );
  lintFrom(planning, from, expansion.unmatched);
  lintPlatform(planning, from, expansion);
  const meant = [...expansion.unmatched].map((name) => didYouMean(name, globalArgs.keys())).find((text) => text !== '');
  if (expansion.text === '')
    throw new DockerfileError(`empty platform value from expression ${from.platform}${meant ?? ''}`, [location]);
  try {
    return { platform: parsePlatform(expansion.text, buildPlatform), expansion };
  } catch (error) {
    if (!(error instanceof DockerfileError)) throw error;
    const reason = `failed to parse platform ${from.platform}: ${error.message}${meant ?? ''}`;
    throw new DockerfileError(reason, [location, location]);
  }
}

/**
 * The stage that is built.
 * @throws DockerfileError if there is none of that name
 */
export function targetOf(planning: Planning): StageState {
  const { request, states, byName } = planning;
  const { target = '' } = request;
  const found = target === '' ? states.at(-1) : byName.get(target.toLowerCase());
  if (found !== undefined) return found;
  throw new DockerfileError(
    `target stage ${goQuote(target)} could not be found${didYouMean(target, stageNames(planning))}`,
  );
}

/** Finds out which stages the instructions read. */
export function addDependencies(planning: Planning, stages: readonly Stage[]): void {
  const { states } = planning;
  for (const [index, { instructions }] of stages.entries()) {
    const state = states[index];
    if (state === undefined) continue;
    state.commands = instructions.map((instruction) => {
      const sources = sourcesOf(planning, instruction);
      addSources(planning, state, sources, instruction);
      return { instruction, sources, isTrigger: false };
    });
  }
  refuseCircles(states);
  const [only] = states;
  if (states.length === 1 && only !== undefined) only.name = '';
}

/** Notes that a stage reads others; an image that is no stage becomes one. */
export function addSources(
  planning: Planning,
  state: StageState,
  sources: readonly StageState[],
  { location }: StageInstruction,
): void {
  for (const source of sources) {
    state.dependencies.set(source, location);
    if (source.from === undefined && !planning.states.includes(source)) addState(planning, source);
  }
}

/** The stages that an instruction reads, in order: of RUN one for each mount. */
export function sourcesOf(planning: Planning, instruction: StageInstruction): readonly StageState[] {
  const { states, byName, escape } = planning;
  const named = (name: string, location: StageInstruction['location']): StageState =>
    byName.get(name.toLowerCase()) ?? new StageState(name, location);
  if (instruction.kind === 'run') return instruction.mounts.map((mount) => named(mountedFrom(mount) || 'scratch', []));
  if (instruction.kind !== 'copy' || instruction.from === '') return [];
  const { from, location } = instruction;
  if (expand(from, new Map(), { escape }).text !== from)
    throw new DockerfileError(
      'variable expansion is not supported for --from, define a new stage with FROM using ARG from global scope as a workaround',
    );
  if (!/^[-+]?\d+$/.test(from)) return [named(from, location)];
  const state = states[Number(from)];
  if (state === undefined) throw new DockerfileError(`invalid stage index ${Number(from)}`);
  return [state];
}

function refuseCircles(states: readonly StageState[]): void {
  const visited = new Set<StageState>();
  const path = new Set<StageState>();
  const circle = (state: StageState): readonly StageInstruction['location'][] | undefined => {
    if (visited.has(state)) return undefined;
    visited.add(state);
    path.add(state);
    for (const [dependency, location] of state.dependencies) {
      const rest = path.has(dependency) ? [] : circle(dependency);
      if (rest !== undefined) return [location, ...rest];
    }
    path.delete(state);
    return undefined;
  };
  for (const state of states) {
    const locations = circle(state);
    if (locations !== undefined)
      throw new DockerfileError(`circular dependency detected on stage: ${state.name}`, locations);
  }
}

/** The stages that a target needs, with itself. */
export function reachable(target: StageState, found = new Set<StageState>()): ReadonlySet<StageState> {
  if (found.has(target)) return found;
  found.add(target);
  if (target.parent !== undefined) reachable(target.parent, found);
  for (const dependency of target.dependencies.keys()) reachable(dependency, found);
  return found;
}
