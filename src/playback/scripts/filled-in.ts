import type { BuildOptions } from '../../protocol/messages.js';
import { keysOf } from '../../scenarios/data-path.js';
import type { BuildScript } from '../../scenarios/model/build-script.js';
import { cutMark } from '../../transport/cut-mark.js';

/** So much may come in for all of a script's `{{…}}`, in bytes: beside what its own texts may come to, it fits into a message. */
const mostFilledIn = 1_048_576;

/** Fills a template in for a build's options: `{{path}}` becomes what they have there, or nothing. */
export function filledIn(script: BuildScript, options: Partial<BuildOptions>): BuildScript {
  if (script.template !== true) return script;
  const { when: _, ...rest } = script;
  return new Filling(options).of(rest) as BuildScript;
}

/** What is filled in where there is no room left: no longer than the shortest `{{…}}`. */
const left = '[cut]';

/** Of one build. What is too much is cut, with a mark, and after that there are marks alone. */
class Filling {
  readonly #options: Partial<BuildOptions>;
  #room = mostFilledIn;

  constructor(options: Partial<BuildOptions>) {
    this.#options = options;
  }

  of(value: unknown): unknown {
    if (typeof value === 'string') {
      return value.replaceAll(/\{\{([^{}]+)\}\}/g, (_, path: string) => this.#fitting(at(path, this.#options)));
    }
    if (Array.isArray(value)) return value.map((element) => this.of(element));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, this.of(field)]));
  }

  #fitting(text: string): string {
    const bytes = Buffer.byteLength(text);
    if (bytes <= this.#room) {
      this.#room -= bytes;
      return text;
    }
    if (this.#room < 0) return left;
    const kept = beginningOf(text, this.#room);
    this.#room = -1;
    return kept + cutMark(Buffer.byteLength(kept), bytes);
  }
}

/** As much of a text as so many bytes hold, in whole characters. */
function beginningOf(text: string, bytes: number): string {
  const all = Buffer.from(text);
  let end = bytes;
  // 0b10…: in the middle of a character.
  while (end > 0 && ((all[end] ?? 0) & 0xc0) === 0x80) end--;
  return all.toString('utf8', 0, end);
}

function at(path: string, options: Partial<BuildOptions>): string {
  let found: unknown = options;
  for (const key of keysOf(path.trim())) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) return '';
    found = (found as Readonly<Record<string | number, unknown>>)[key];
  }
  if (typeof found === 'string') return found;
  return typeof found === 'boolean' || typeof found === 'bigint' || typeof found === 'number' ? `${found}` : '';
}
