import type { Variables } from '../expansion/expand.js';
import type { Image } from '../image.js';
import type { FromInstruction, StageInstruction } from '../instructions/instruction.js';
import type { Platform } from '../references/platform.js';
import type { SourceRange } from '../source-range.js';
import { OutlineNotes } from './outline-notes.js';
import type { Vertex } from './vertex.js';

/** An instruction, and the stages that it reads. */
export interface Command {
  readonly instruction: StageInstruction;
  readonly sources: readonly StageState[];
  readonly isTrigger: boolean;
}

/** A context that replaces a stage or an image. */
export interface NamedContext {
  /** As it was given, which may have the platform in it. */
  readonly name: string;
  /** Such as `docker-image://alpine`. */
  readonly value: string;
}

/** A stage, or an image that is used like one, while it is planned. */
export class StageState {
  /** As vertices show it: `stage-1` if it has none of its own. */
  name = '';
  /** What FROM names, with variables replaced. */
  readonly base: string;
  /** The stage that it continues, if it continues one. */
  parent: StageState | undefined;
  /** The stages that its instructions read, with one of those that do. */
  readonly dependencies = new Map<StageState, readonly SourceRange[]>();
  commands: readonly Command[] = [];
  /** The named context that replaces it. */
  namedContext: NamedContext | undefined;
  /** What others read of it, from its root. */
  readonly readPaths = new Set<string>();
  platform: Platform | undefined;
  image: Image | undefined;
  /** Nothing, while there are no files. */
  vertex: Vertex | undefined;
  env: Variables = new Map();
  cwd = '/';
  isDispatched = false;
  isResolved = false;
  hasTriggers = false;
  ignoresCache = false;
  /** How many vertices it has, and how many of them have been named. */
  total = 0;
  count = 0;
  declaredArgs: readonly { readonly key: string; readonly value?: string }[] = [];
  hasWorkdir = false;
  /** Where the last such instruction stands. */
  readonly lastUse = new Map<'cmd' | 'entrypoint' | 'healthcheck', readonly SourceRange[]>();
  outline = new OutlineNotes();

  readonly location: readonly SourceRange[];
  /** Nothing for an image that COPY or a mount reads. */
  readonly from: FromInstruction | undefined;

  constructor(base: string, location: readonly SourceRange[], from?: FromInstruction) {
    this.base = base;
    this.location = location;
    this.from = from;
  }

  /** Takes over what the stage before has made. */
  inherit(parent: StageState): void {
    const { image } = parent;
    this.vertex = parent.vertex;
    this.platform = parent.platform;
    this.env = parent.env;
    this.cwd = parent.cwd;
    this.hasWorkdir = parent.hasWorkdir;
    this.declaredArgs = [...this.declaredArgs, ...parent.declaredArgs];
    if (image === undefined) return;
    const { OnBuild: _, ...config } = image.config;
    this.image = { ...image, config };
  }

  setVariable(name: string, value: string): void {
    const env = new Map(this.env);
    env.delete(name);
    this.env = env.set(name, value);
  }
}
