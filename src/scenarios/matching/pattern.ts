import type * as Re2 from 're2js';
import { ScenarioError } from '../scenario-error.js';
import { BacktrackingNeeded, linearSyntax } from './linear-syntax.js';
import { requirePackage } from '../../package/installed.js';

/** A regular expression as data: JavaScript's, without what only backtracking can match. */
export interface PatternData {
  readonly pattern: string;
  /** Any of `i`, `m`, `s`, `u`. */
  readonly flags?: string;
}

/** The first match of a pattern. */
export interface PatternFound {
  /** Offset of its end in the text. */
  readonly end: number;
  /** The whole match, then what each group holds; a group that took no part is empty. */
  readonly groups: readonly string[];
}

/**
 * The longest pattern, in characters. It is more than people write, and longer ones take noticeable time to compile.
 */
const longest = 2000;
/** The most steps of the program that a pattern becomes, because each may be taken at each character of a text. */
const mostSteps = 2000;

/** The library is loaded with the first pattern, because many tests have none. */

const compiled = new WeakMap<PatternData, Pattern>();

/** A regular expression that takes time in proportion to the text. */
export class Pattern {
  readonly #expression: Re2.RE2JS;

  constructor(expression: Re2.RE2JS) {
    this.#expression = expression;
  }

  /** How many groups it has. */
  get groups(): number {
    return this.#expression.groupCount();
  }

  /** Whether it matches anywhere. */
  test(text: string): boolean {
    return this.#expression.test(text);
  }

  /** The first match, as JavaScript would find it; undefined when there is none. */
  find(text: string): PatternFound | undefined {
    const matcher = this.#expression.matcher(text);
    if (!matcher.find()) return undefined;
    const groups = Array.from({ length: this.groups + 1 }, (_, i) => matcher.group(i) ?? '');
    return { end: matcher.end(), groups };
  }
}

/**
 * The regular expression of some data; each is compiled once.
 * @throws ScenarioError when it does not compile, could take for ever, or has a flag that means nothing here.
 */
export function compilePattern(data: PatternData, path = ''): Pattern {
  const known = compiled.get(data);
  if (known !== undefined) return known;
  const pattern = compile(data, path);
  compiled.set(data, pattern);
  return pattern;
}

function compile({ pattern, flags = '' }: PatternData, path: string): Pattern {
  const refuse = (message: string): ScenarioError => new ScenarioError([{ path, message }]);
  // The flags `g` and `y` would make the expression remember where it last matched, and RE2 does not know `v`.
  if (!/^[imsu]*$/.test(flags)) throw refuse(`bad flags ${JSON.stringify(flags)}: give some of i, m, s, u`);
  if (pattern.length > longest) throw refuse(`a pattern of ${pattern.length} characters: the most are ${longest}`);
  const { RE2JS, RE2JSSyntaxException } = requirePackage('re2js') as typeof Re2;
  try {
    // Compiled by JavaScript first, because its complaints are the ones that people know.
    void new RegExp(pattern, flags);
    const expression = RE2JS.compile(linearSyntax(pattern, flags), flagsOf(RE2JS, flags));
    const steps = expression.programSize();
    if (steps > mostSteps) throw refuse(`${shown(pattern)} comes to ${steps} steps, and the most are ${mostSteps}`);
    return new Pattern(expression);
  } catch (error) {
    if (error instanceof BacktrackingNeeded) throw refuse(`${shown(pattern)}: ${error.message}`);
    if (error instanceof RE2JSSyntaxException) throw refuse(`${shown(pattern)}: ${error.message}`);
    if (error instanceof SyntaxError) throw refuse(error.message);
    throw error;
  }
}

function flagsOf(re2: typeof Re2.RE2JS, flags: string): number {
  const bits = { i: re2.CASE_INSENSITIVE, m: re2.MULTILINE, s: re2.DOTALL };
  return Object.entries(bits).reduce((sum, [flag, bit]) => (flags.includes(flag) ? sum | bit : sum), 0);
}

function shown(pattern: string): string {
  return JSON.stringify(pattern.length > 100 ? `${pattern.slice(0, 100)}…` : pattern);
}
