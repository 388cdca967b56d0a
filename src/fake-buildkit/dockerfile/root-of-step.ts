import { posix } from 'node:path';
import type { PlannedStep } from '../../dockerfile/plan.js';
import type { PlacedDetails } from '../../dockerfile/stages/step-details.js';
import { matchesPattern } from '../matches-pattern.js';
import type { FileTree, KeptFile } from './kept-files.js';

/**
 * The files that there are after a step, by the COPY and ADD instructions that led to it. Images that are built upon have
 * none, and what a RUN changes is not known.
 * @param loaded the files that a step loads from the client, by its digest
 */
export class RootFileSystems {
  readonly #steps: ReadonlyMap<string, PlannedStep>;
  readonly #all: readonly PlannedStep[];
  readonly #loaded: (step: string) => FileTree;
  readonly #known = new Map<string, FileTree>();

  constructor(steps: readonly PlannedStep[], loaded: (step: string) => FileTree) {
    this.#all = steps;
    this.#steps = new Map(steps.map((step) => [step.digest, step]));
    this.#loaded = loaded;
  }

  /** The files after the step with that digest. */
  after(digest: string): FileTree {
    const known = this.#known.get(digest);
    if (known !== undefined) return known;
    const step = this.#steps.get(digest);
    const tree = step === undefined ? new Map<string, KeptFile>() : this.#after(step);
    this.#known.set(digest, tree);
    return tree;
  }

  #after(step: PlannedStep): FileTree {
    if (step.local !== undefined) return this.#loaded(step.digest);
    const { base, placed, copied, kind, inputs } = step;
    const tree = new Map(base === undefined ? [] : this.after(base));
    if (kind === 'merge') {
      for (const input of inputs) {
        const { digest } = this.#all[input] ?? {};
        if (digest !== undefined && digest !== base)
          for (const [path, file] of this.after(digest)) tree.set(path, file);
      }
    } else if (placed !== undefined) {
      place(tree, copied === undefined ? new Map() : this.after(copied.from), copied?.paths ?? [], placed);
    }
    return tree;
  }
}

function place(
  tree: Map<string, KeptFile>,
  from: FileTree,
  paths: readonly string[],
  { destination, chmod, parents, inlineFiles }: PlacedDetails,
): void {
  const sources = paths.flatMap((path) => matching(from, path.replace(/^\/+|\/+$/g, '')));
  const to = destination.replace(/^\/+|\/+$/g, '');
  const isDirectory =
    destination.endsWith('/') ||
    parents ||
    sources.length + inlineFiles.length > 1 ||
    [...tree.keys()].some((path) => path.startsWith(`${to}/`));
  const put = (path: string, { data, mode }: KeptFile): void => {
    tree.set(path.replace(/^\/+/, ''), { data, mode: /^[0-7]+$/.test(chmod) ? Number.parseInt(chmod, 8) : mode });
  };
  for (const source of sources) {
    const file = from.get(source);
    if (file !== undefined) put(isDirectory ? posix.join(to, parents ? source : posix.basename(source)) : to, file);
    else
      for (const [path, inside] of from)
        if (source === '' || path.startsWith(`${source}/`))
          put(posix.join(to, parents ? path : path.slice(source === '' ? 0 : source.length + 1)), inside);
  }
  for (const { name, content } of inlineFiles)
    put(isDirectory ? posix.join(to, name) : to, { mode: 0o644, data: Buffer.from(content) });
}

/** The files and directories that a path names, which may have wildcards in its parts. */
function matching(from: FileTree, path: string): readonly string[] {
  if (!/[*?[\\]/.test(path)) return [path];
  const patterns = path.split('/');
  const candidates = new Set([...from.keys()].map((file) => file.split('/').slice(0, patterns.length).join('/')));
  const fits = (candidate: string): boolean => {
    const parts = candidate.split('/');
    return (
      parts.length === patterns.length && parts.every((part, index) => matchesPattern(patterns[index] ?? '', part))
    );
  };
  return [...candidates].filter(fits).toSorted();
}
