import { posix } from 'node:path';
import type { PlannedStep } from '../../dockerfile/plan.js';
import type { PlacedDetails } from '../../dockerfile/stages/step-details.js';
import { isExcluded } from '../../dockerfile/patterns/is-excluded.js';
import { PathPattern } from '../../dockerfile/patterns/path-pattern.js';
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
  { destination, chmod, parents, pivots, excludePatterns, inlineFiles }: PlacedDetails,
): void {
  const copies = paths.flatMap((path, index) => copiesOf(from, path, parents ? (pivots[index] ?? '/') : path));
  const sources = new Set(copies.map(({ source }) => source));
  const to = trimmed(destination);
  const isDirectory =
    destination.endsWith('/') ||
    parents ||
    sources.size + inlineFiles.length > 1 ||
    [...tree.keys()].some((path) => path.startsWith(`${to}/`));
  const put = (path: string, { data, mode }: KeptFile): void => {
    tree.set(path.replace(/^\/+/, ''), { data, mode: /^[0-7]+$/.test(chmod) ? Number.parseInt(chmod, 8) : mode });
  };
  for (const { source, within, file } of copies) {
    if (within === undefined) put(isDirectory ? posix.join(to, posix.basename(source)) : to, file);
    else if (!isExcluded(within, excludePatterns)) put(posix.join(to, within), file);
  }
  for (const { name, content } of inlineFiles)
    put(isDirectory ? posix.join(to, name) : to, { mode: 0o644, data: Buffer.from(content) });
}

/** A file that is copied. */
interface FileCopy {
  /** The file or directory that is copied, without a slash in front. */
  readonly source: string;
  /** The path of the file within that directory; absent where it is the source itself. */
  readonly within?: string;
  readonly file: KeptFile;
}

/** The files that a path copies. @param pivot the directory to which their paths are relative; the path itself where directories are not kept */
function copiesOf(from: FileTree, path: string, pivot: string): readonly FileCopy[] {
  const bare = trimmed(path);
  const base = trimmed(pivot);
  const wanted = base === bare ? '' : bare.slice(base === '' ? 0 : base.length + 1);
  const pattern = wanted === '' ? undefined : new PathPattern(wanted);
  return matching(from, base).flatMap((source): readonly FileCopy[] => {
    const file = from.get(source);
    if (file !== undefined) return [{ source, file }];
    return [...from].flatMap(([one, inside]) => {
      if (source !== '' && !one.startsWith(`${source}/`)) return [];
      const within = source === '' ? one : one.slice(source.length + 1);
      return (pattern?.fits(within) ?? true) ? [{ source, within, file: inside }] : [];
    });
  });
}

function trimmed(path: string): string {
  return path.replace(/^\/+|\/+$/g, '');
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
