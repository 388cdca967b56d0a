import { dataPath } from '../data-path.js';
import type { ScenarioProblem } from '../scenario-error.js';

const loneSurrogate = /\p{Surrogate}/u;

/** Tells of texts with half of a surrogate pair: they have no UTF-8, so neither a message nor a file can hold them. */
export function textProblems(data: unknown, path = ''): readonly ScenarioProblem[] {
  if (typeof data === 'string') return about(data, path, 'the text');
  if (typeof data !== 'object' || data === null) return [];
  if (Array.isArray(data)) return data.flatMap((element, i) => textProblems(element, dataPath(path, i)));
  return Object.entries(data).flatMap(([key, value]) => [
    ...about(key, path, 'a key'),
    ...textProblems(value, dataPath(path, key)),
  ]);
}

function about(text: string, path: string, what: string): readonly ScenarioProblem[] {
  const at = text.search(loneSurrogate);
  if (at < 0) return [];
  const code = text.charCodeAt(at).toString(16);
  return [{ path, message: `${what} has half a surrogate pair, \\u${code}, at ${at}: no UTF-8 can say it` }];
}
