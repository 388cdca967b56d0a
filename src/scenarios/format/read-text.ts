import { hasMoreValuesThan } from '../has-more-values-than.js';
import { ScenarioError, type ScenarioProblem } from '../scenario-error.js';
import { hasDuplicateKeys } from './duplicate-keys.js';
import type { ScenarioFormat } from './scenario-format.js';
import { SourceMap, type Place } from './source-map.js';
import { mostValues, unsoundness } from './unsound.js';

/** The most characters that a scenario's text may have, and the most bytes of its file. */
export const largest = 10 * 1024 * 1024;

/** The data of a file, and where each part of it stands there. */
export interface ReadText {
  readonly data: unknown;
  readonly placeOf: (path: string) => Place;
}

/**
 * Reads a text of YAML or JSON.
 * @throws ScenarioError when the text is not of its format.
 */
export function readText(text: string, format: ScenarioFormat, filename: string): ReadText {
  if (text.length > largest) {
    throw failure({
      path: '',
      message: `too large: ${text.length} characters, and the most are ${largest}`,
      place: filename,
    });
  }
  const plain = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const source = new SourceMap(plain, filename);
  const data = format === 'json' ? readJson(plain, source) : readYaml(source);
  if (hasMoreValuesThan(mostValues, data)) {
    throw failure({ path: '', message: `it comes to more than ${mostValues} values`, place: filename });
  }
  return { data, placeOf: (path) => source.of(path) };
}

function readYaml(source: SourceMap): unknown {
  const { errors, warnings } = source.document;
  // Only the first error is told, because those that follow are mostly its consequences.
  const first = errors[0] ?? warnings[0];
  if (first !== undefined)
    throw failure({ path: '', message: `not YAML: ${first.message}`, place: source.at(first.pos[0]).place });
  const unsound = unsoundness(source.document);
  if (unsound === undefined) return source.document.toJS({ maxAliasCount: -1 });
  const message = unsound.what === 'twin' ? `not YAML: ${unsound.message}` : unsound.message;
  throw failure({ path: '', message, place: source.at(unsound.offset).place });
}

function readJson(text: string, source: SourceMap): unknown {
  const data = parseJson(text, source);
  if (!hasDuplicateKeys(text, data)) return data;
  throw failure({ path: '', message: 'a key that is there already', place: source.ofTwin().place });
}

function parseJson(text: string, source: SourceMap): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const message = `not JSON: ${error instanceof Error ? error.message : String(error)}`;
    throw failure({ path: '', message, place: source.at(offsetOf(message, text, source)).place });
  }
}

/**
 * Where JSON.parse found the text wrong. Some releases of Node.js do not say; then it is where YAML, of which JSON is a
 * part, stumbles too.
 */
function offsetOf(message: string, text: string, source: SourceMap): number {
  const position = /at position (\d+)/.exec(message)?.[1];
  if (position !== undefined) return Number(position);
  if (message.includes('end of JSON')) return text.length;
  return source.offsetOfError();
}

function failure(problem: ScenarioProblem): ScenarioError {
  return new ScenarioError([problem]);
}
