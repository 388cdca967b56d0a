import { compilePattern, type PatternData } from './pattern.js';

/** A match in what a program has read so far. */
export interface StdinFound {
  /** Offset where it ends: everything before that is taken. */
  readonly end: number;
  /** The texts for which `$0` (the whole), `$1`, `$2` … stand; a group that took no part is empty. */
  readonly groups: readonly string[];
}

/**
 * The first place where stdin, as text, matches a pattern; undefined also when taking it would take nothing, for
 * then it would be found for ever.
 * @throws ScenarioError when the pattern does not compile.
 */
export function findInStdin(match: PatternData, stdin: string): StdinFound | undefined {
  const found = compilePattern(match).find(stdin);
  return found === undefined || found.end === 0 ? undefined : found;
}

/** Puts the groups of a match where a text has `$0`, `$1` … `$99`; `$$` is a dollar sign; a group that is not there stays as written. */
export function fillGroups(text: string, groups: readonly string[]): string {
  return text.replaceAll(/\$(\$|\d{1,2})/g, (whole, what: string) => {
    if (what === '$') return '$';
    return groups[Number(what)] ?? oneDigit(what, groups) ?? whole;
  });
}

/** `$12` is group 1 and a 2 when there are fewer than twelve. */
function oneDigit(what: string, groups: readonly string[]): string | undefined {
  const [digit = '', rest] = what;
  const group = rest === undefined ? undefined : groups[Number(digit)];
  return group === undefined ? undefined : `${group}${rest}`;
}
