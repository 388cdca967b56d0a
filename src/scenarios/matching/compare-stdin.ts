import type { BuildMatch } from '../model/build-script.js';
import { sha256Of } from '../sha256-of.js';
import { textOf } from '../text-of.js';
import { compare } from './compare.js';
import type { Comparison } from './comparison.js';
import { show } from './show.js';

/** Holds what a script asks of the stdin of a build against all of it; no rows when it asks nothing. */
export function compareStdin(match: BuildMatch['stdin'], stdin: Uint8Array | undefined): readonly Comparison[] {
  if (match === undefined || stdin === undefined) return compare(match, undefined, 'stdin');
  const text = textOf(stdin);
  if (typeof match === 'object' && 'sha256' in match) {
    const sha256 = sha256Of(stdin);
    const seen = text === undefined ? show({ sha256 }) : show(text);
    return [{ path: 'stdin', expected: show(match), seen, matches: match.sha256 === sha256 }];
  }
  if (text !== undefined) return compare(match, text, 'stdin');
  // What is no UTF-8 is shown as a text that it is not: no text equals it, but a pattern may find something in it.
  const shown = { path: 'stdin', expected: show(match), seen: show({ sha256: sha256Of(stdin) }) };
  if (typeof match === 'string') return [{ ...shown, matches: false }];
  const [row] = compare(match, Buffer.from(stdin).toString('utf8'), 'stdin');
  return [{ ...shown, matches: row?.matches === true }];
}
