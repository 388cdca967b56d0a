/**
 * One step of a pattern: a character, `*`, any characters at the end, or directories. Those take any characters up to a
 * slash; `skip`, which stands before them, lets them be none.
 */
type Part =
  | { readonly kind: 'char'; readonly fits: (char: string) => boolean }
  | { readonly kind: 'star' | 'rest' | 'skip' | 'directories' };

/**
 * A pattern of paths, as `.dockerignore`, `COPY --exclude` and `COPY --parents` have them: `*` and `?` stand for what is no slash, `**` for any directories, and there are classes
 * and escapes. A path is compared in as many steps as both are long, multiplied, because clients write the patterns.
 */
export class PathPattern {
  readonly #parts: readonly Part[] | undefined;

  constructor(pattern: string) {
    this.#parts = partsOf(pattern);
  }

  /** Whether the path fits, or a directory that it is in; none does where the pattern is malformed. */
  fits(path: string): boolean {
    const parts = this.#parts;
    if (parts === undefined) return false;
    let states = reachable(parts, new Set([0]));
    for (const char of path) {
      if (char === '/' && states.has(parts.length)) return true;
      const next = new Set<number>();
      for (const state of states) {
        const part = parts[state];
        if (part === undefined) continue;
        if (part.kind === 'char') {
          if (part.fits(char)) next.add(state + 1);
        } else if (part.kind !== 'skip' && (part.kind !== 'star' || char !== '/')) next.add(state);
        if (part.kind === 'directories' && char === '/') next.add(state + 1);
      }
      states = reachable(parts, next);
      if (states.size === 0) return false;
    }
    return states.has(parts.length);
  }
}

/** Where one may be without a further character. */
function reachable(parts: readonly Part[], from: ReadonlySet<number>): ReadonlySet<number> {
  const all = new Set(from);
  for (const state of all) {
    const kind = parts[state]?.kind;
    if (kind === 'star' || kind === 'rest' || kind === 'skip') all.add(state + 1);
    if (kind === 'skip') all.add(state + 2);
  }
  return all;
}

function partsOf(pattern: string): readonly Part[] | undefined {
  const parts: Part[] = [];
  for (const [text, stars, escaped, not, set] of pattern.matchAll(
    /(\*\*\/?|\*)|\\(.)|\[(\^?)((?:\\.|[^\\\]])+)\]|./gsu,
  )) {
    if (stars === '*') parts.push({ kind: 'star' });
    else if (stars !== undefined) parts.push({ kind: 'skip' }, { kind: 'directories' });
    else if (set !== undefined) {
      const fits = classOf(set);
      if (fits === undefined) return undefined;
      parts.push({ kind: 'char', fits: (char) => fits(char) === (not === '') });
    } else if (text === '?') parts.push({ kind: 'char', fits: (char) => char !== '/' });
    else parts.push({ kind: 'char', fits: (char) => char === (escaped ?? text) });
  }
  if (parts.at(-1)?.kind === 'directories') parts.splice(-2, 2, { kind: 'rest' });
  return parts;
}

/** Undefined where a range runs backwards. */
function classOf(set: string): ((char: string) => boolean) | undefined {
  const ranges = [...set.matchAll(/\\?(.)(?:-\\?(.))?/gsu)].map(([, low = '', high = low]) => ({ low, high }));
  if (ranges.some(({ low, high }) => high < low)) return undefined;
  return (char) => ranges.some(({ low, high }) => low <= char && char <= high);
}
