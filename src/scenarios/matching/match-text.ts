import type { TextMatch } from '../model/match.js';
import { matchGlob } from './glob.js';
import { compilePattern } from './pattern.js';

/**
 * Whether a text is as asked for.
 * @throws ScenarioError when the pattern does not compile.
 */
export function matchText(match: TextMatch, text: string): boolean {
  if (typeof match === 'string') return match === text;
  return 'glob' in match ? matchGlob(match.glob, text) : compilePattern(match).test(text);
}
