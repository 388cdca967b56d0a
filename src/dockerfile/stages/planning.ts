import type { Variables } from '../expansion/expand.js';
import type { Linter } from '../lint/linter.js';
import type { Platform } from '../references/platform.js';
import type { DockerfileRequest, ResolvedImage } from '../request.js';
import { OutlineNotes, type NotedArg } from './outline-notes.js';
import type { StageState } from './stage-state.js';
import type { StepDetails } from './step-details.js';
import type { Vertex } from './vertex.js';

/** What everybody knows who plans a Dockerfile for one platform. */
export interface Planning {
  readonly request: DockerfileRequest;
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly linter: Linter;
  readonly escape: string;
  readonly buildPlatform: Platform;
  readonly targetPlatform: Platform;
  /** Vertices name their platform. */
  readonly namesPlatforms: boolean;
  readonly globalArgs: Variables;
  readonly globalNotes: ReadonlyMap<string, NotedArg>;
  /** All stages are planned, not only those that the target needs. */
  readonly allStages: boolean;
  /** All stages in order; images that are used like stages come after them. */
  readonly states: StageState[];
  readonly byName: Map<string, StageState>;
  /** The build context, as a vertex. */
  readonly context: Vertex;
  /** What is read of the build context, from its root. */
  readonly contextPaths: Set<string>;
  readonly excludes: readonly string[];
  resolveImage(name: string, platform: Platform): ResolvedImage;
  /** Notes what is done before the graph is known; what is noted twice is done once. */
  before(step: StepDetails): void;
}

/** Adds a stage: if its base is the name of another, it continues that one. */
export function addState({ states, byName }: Planning, state: StageState): void {
  states.push(state);
  const parent = byName.get(state.base);
  if (parent !== undefined) {
    state.parent = parent;
    state.outline = new OutlineNotes(parent.outline);
  }
  const name = state.from?.name ?? '';
  if (name !== '') byName.set(name, state);
}

/** The names of all stages, for those who misspelt one. */
export function stageNames({ states }: Planning): readonly string[] {
  return states.map(({ name }) => name).filter((name) => name !== '');
}
