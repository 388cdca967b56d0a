/** A regular file of a root file system. */
export interface RootFile {
  /** From the root; a leading slash makes no difference. */
  readonly path: string;
  /** Permission bits. Default 0644. */
  readonly mode?: number;
  readonly data: Uint8Array;
}

/** A file or directory on its way into a tar or to a client. */
export interface RootEntry {
  /** Without slashes at its ends. */
  readonly path: string;
  /** Permission bits. */
  readonly mode: number;
  /** The content; absent for a directory. */
  readonly data?: Uint8Array;
}

/**
 * Files with the directories that they are in, each after its directory and in the order of fsutil: by the bytes of the
 * parts of their paths. Where a path is there twice, the last one counts; where one is a directory too, that does.
 */
export function rootEntries(files: Iterable<RootFile>): readonly RootEntry[] {
  const entries = new Map<string, RootEntry>();
  const directories = new Set<string>();
  for (const { path, data, mode = 0o644 } of files) {
    const parts = partsOf(path);
    if (parts.length === 0) continue;
    for (let depth = 1; depth < parts.length; depth++) directories.add(parts.slice(0, depth).join('/'));
    entries.set(parts.join('/'), { path: parts.join('/'), mode, data });
  }
  for (const path of directories) entries.set(path, { path, mode: 0o755 });
  return [...entries.values()].toSorted((one, other) => Buffer.compare(sortKey(one.path), sortKey(other.path)));
}

/** All entries within a directory of their own. */
export function within(directory: string, entries: readonly RootEntry[]): readonly RootEntry[] {
  return [
    { path: directory, mode: 0o755 },
    ...entries.map((entry) => ({ ...entry, path: `${directory}/${entry.path}` })),
  ];
}

function partsOf(path: string): readonly string[] {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts;
}

/** A slash comes before every other byte, so that what is in a directory follows it at once. */
function sortKey(path: string): Buffer {
  return Buffer.from(path.replaceAll('/', '\0'));
}
