import { DockerfileError } from '../dockerfile-error.js';

/** Removes what the pattern matches at the beginning (`#`) or at the end (`%`): as little, or as much, as it can. */
export function trimmed(value: string, pattern: string, end: '#' | '%', greedy: boolean): string {
  // A regular expression finds the leftmost match: from the end, everything is read backwards.
  const turn = end === '#' ? (text: string): string => text : reversed;
  const regex = shellPattern(end === '#' ? pattern : reversedPattern(pattern), { greedy, anchored: true });
  return turn(turn(value).replace(regex, ''));
}

/** Replaces what the pattern matches, the first time or each time. */
export function replaced(value: string, pattern: string, replacement: string, all: boolean): string {
  return value.replace(shellPattern(pattern, { greedy: true, all }), () => replacement);
}

interface PatternOptions {
  readonly greedy: boolean;
  readonly anchored?: boolean;
  readonly all?: boolean;
}

function shellPattern(pattern: string, { greedy, anchored = false, all = false }: PatternOptions): RegExp {
  let source = anchored ? '^' : '';
  const characters = Array.from(pattern);
  for (let i = 0; i < characters.length; i++) {
    const character = characters[i] ?? '';
    if (character === '*') source += greedy ? '.*' : '.*?';
    else if (character === '?') source += '.';
    else if (character === '\\') {
      const next = characters[i + 1] ?? '';
      // These two had to be escaped because of the substitution's own syntax.
      if (next === '}' || next === '/') continue;
      if (next === '' || !'*?\\'.includes(next))
        throw new DockerfileError(`invalid pattern (${pattern}) in substitution: invalid escape '\\${next}'`);
      source += `\\${next}`;
      i++;
    } else source += character.replace(/[[\]{}.+()|^$/]/, '\\$&');
  }
  return new RegExp(source, all ? 'gu' : 'u');
}

function reversed(text: string): string {
  return Array.from(text).toReversed().join('');
}

function reversedPattern(pattern: string): string {
  return (pattern.match(/\\.|./gsu) ?? []).toReversed().join('');
}
