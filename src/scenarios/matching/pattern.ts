import { ScenarioError } from '../scenario-error.js';

/** A regular expression as data. */
export interface PatternData {
  readonly pattern: string;
  /** Any of `i`, `m`, `s`, `u`, `v`. */
  readonly flags?: string;
}

/** A group of nothing but a repeated character or class, repeated itself: the time that it takes doubles with every character. */
const endless = /\((?:\?:)?(?:\\.|\[(?:\\.|[^\]\\])*\]|[^()\\[\]])[+*]\)(?:[+*]|\{\d+,\})/;

const compiled = new WeakMap<PatternData, RegExp>();

/**
 * The regular expression of some data; each is compiled once.
 * @throws ScenarioError when it does not compile, or has a flag that means nothing here (`g`, `y`).
 */
export function compilePattern(data: PatternData, path = ''): RegExp {
  const known = compiled.get(data);
  if (known !== undefined) return known;
  const regExp = compile(data, path);
  compiled.set(data, regExp);
  return regExp;
}

function compile({ pattern, flags = '' }: PatternData, path: string): RegExp {
  // A `g` or `y` would make the expression remember where it last matched.
  if (!/^[imsuv]*$/.test(flags)) {
    throw new ScenarioError([{ path, message: `bad flags ${JSON.stringify(flags)}: give some of i, m, s, u, v` }]);
  }
  if (endless.test(pattern)) {
    const message = `${JSON.stringify(pattern)} repeats a repetition, which can take for ever: write (a+)+ as a+`;
    throw new ScenarioError([{ path, message }]);
  }
  try {
    return new RegExp(pattern, flags);
  } catch (error) {
    throw new ScenarioError([{ path, message: error instanceof Error ? error.message : String(error) }]);
  }
}
