import type { SourceRange } from '../source-range.js';

export interface NotedArg {
  readonly name: string;
  readonly value: string;
  readonly description: string;
  /** Arguments that its value is made of. */
  readonly uses: ReadonlySet<string>;
  readonly location: readonly SourceRange[];
}

export interface NotedMount {
  readonly required: boolean;
  readonly location: readonly SourceRange[];
}

/** What a stage can be given, for the outline of a target. */
export class OutlineNotes {
  readonly args: Map<string, NotedArg>;
  readonly usedArgs: Set<string>;
  readonly secrets: Map<string, NotedMount>;
  readonly ssh: Map<string, NotedMount>;

  /** @param before the notes of the stage that this one continues */
  constructor(before?: OutlineNotes) {
    this.args = new Map(before?.args);
    this.usedArgs = new Set(before?.usedArgs);
    this.secrets = new Map(before?.secrets);
    this.ssh = new Map(before?.ssh);
  }

  /** What is used for its own sake, and what those values are made of. */
  allUsed(): ReadonlySet<string> {
    const all = new Set<string>();
    const visit = (name: string): void => {
      if (all.has(name)) return;
      all.add(name);
      for (const used of this.args.get(name)?.uses ?? []) visit(used);
    };
    for (const name of this.usedArgs) visit(name);
    return all;
  }
}
