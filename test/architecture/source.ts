import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, resolve } from 'node:path/posix';

/** A file of src/. */
export interface Source {
  /** Relative to src/. */
  readonly path: string;
  readonly text: string;
}

/** All that people write in src/. */
export function sources(): readonly Source[] {
  const root = resolve('src');
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !path.startsWith('protocol/generated/'))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

export function isWithin(path: string, part: string): boolean {
  return path === part || path.startsWith(`${part}/`);
}

function withoutComments(text: string): string {
  return text.replaceAll(/^\s*\/\*[\s\S]*?\*\//gm, '').replaceAll(/^\s*\/\/.*$/gm, '');
}

/** What a file imports, in whichever way: `import`, `export … from`, `import()`, `require()` and what is named after it. */
export function specifiersOf(text: string): readonly string[] {
  const ways = [
    'from\\s*',
    'import\\s*\\(?\\s*',
    '\\w*[rR]equire\\w*\\s*\\(\\s*',
    'createRequire\\([^)]*\\)\\s*\\(\\s*',
  ];
  const found = withoutComments(text).matchAll(
    new RegExp(`(?<![.\\w])(?:${ways.join('|')})(['"\`])([^'"\`\\n]+)\\1`, 'g'),
  );
  return [...found].map((match) => match[2]!);
}

/** The file of src/ that a relative specifier names. */
export function targetOf({ path }: Pick<Source, 'path'>, specifier: string): string {
  const target = normalize(join(dirname(path), specifier)).replace(/\.js$/, '.ts');
  return existsSync(join('src', target)) ? target : target.replace(/\.ts$/, '.tsx');
}

/** Groups of files that import each other, if only types, each in alphabetical order. */
export function circlesOf(all: readonly Source[]): readonly (readonly string[])[] {
  const imports = new Map(
    all.map((source) => [
      source.path,
      specifiersOf(source.text)
        .filter((specifier) => specifier.startsWith('.'))
        .map((specifier) => targetOf(source, specifier)),
    ]),
  );
  const reach = (from: string): ReadonlySet<string> => {
    const seen = new Set<string>();
    const next = [...(imports.get(from) ?? [])];
    for (let path = next.pop(); path !== undefined; path = next.pop()) {
      if (seen.has(path)) continue;
      seen.add(path);
      next.push(...(imports.get(path) ?? []));
    }
    return seen;
  };
  const reachable = new Map([...imports.keys()].map((path) => [path, reach(path)]));
  const circular = [...reachable].filter(([path, seen]) => seen.has(path)).map(([path]) => path);
  const groups = circular.map((path) =>
    circular.filter((other) => reachable.get(path)!.has(other) && reachable.get(other)!.has(path)).toSorted(),
  );
  return [...new Map(groups.map((group) => [group.join(), group])).values()];
}
