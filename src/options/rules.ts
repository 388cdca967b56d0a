import { isObject } from '../protocol/is-object.js';
import { didYouMean } from '../words/nearest.js';
import { show } from '../words/show.js';

/** What an option may be: says what is wrong with a value of this name; undefined when nothing is. */
export type OptionRule = (name: string, value: unknown) => string | undefined;

/** A rule for each option that there is. */
export type OptionRules<Options> = Readonly<Record<keyof Options & string, OptionRule>>;

/** Whatever passes the test. @param wanted - what to give, in words */
export function rule(wanted: string, accepts: (value: unknown) => boolean): OptionRule {
  return (name, value) => (accepts(value) ? undefined : `bad ${name} ${show(value)}: give ${wanted}`);
}

/**
 * One of some texts.
 * @param synonyms - other words that people use, and which of the texts each means
 */
export function oneOf(values: readonly string[], synonyms: Readonly<Record<string, string>> = {}): OptionRule {
  return (name, value) => {
    if (values.includes(value as string)) return undefined;
    return `bad ${name} ${show(value)}${meant(value, values, synonyms)}: give ${inWords(values)}`;
  };
}

function meant(value: unknown, values: readonly string[], synonyms: Readonly<Record<string, string>>): string {
  if (typeof value !== 'string') return '';
  const synonym = Object.hasOwn(synonyms, value) ? synonyms[value] : undefined;
  return synonym === undefined ? didYouMean(value, values) : ` (did you mean ${synonym}?)`;
}

function inWords(values: readonly string[]): string {
  return values.length < 2 ? values.join('') : `${values.slice(0, -1).join(', ')} or ${values.at(-1)}`;
}

/** A text of a few, or anything else that passes the test. @param wanted - what that is, in words */
export function oneOfOr(
  values: readonly string[],
  wanted: string,
  accepts: (value: unknown) => boolean,
  synonyms: Readonly<Record<string, string>> = {},
): OptionRule {
  return (name, value) => {
    if (values.includes(value as string) || accepts(value)) return undefined;
    return `bad ${name} ${show(value)}${meant(value, values, synonyms)}: give ${values.join(', ')} or ${wanted}`;
  };
}

export function whole(least: number, most = Number.MAX_SAFE_INTEGER): OptionRule {
  const range = most === Number.MAX_SAFE_INTEGER ? `of ${least} or more` : `from ${least} to ${most}`;
  const every = least === Number.MIN_SAFE_INTEGER && most === Number.MAX_SAFE_INTEGER;
  return rule(
    every ? 'a whole number' : `a whole number ${range}`,
    (value) => Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most,
  );
}

/** A list of what passes the test, each told by itself. */
export function listOf(wanted: string, each: OptionRule): OptionRule {
  const list = rule(wanted, Array.isArray);
  return (name, value) => {
    const complaint = list(name, value);
    if (complaint !== undefined) return complaint;
    for (const [i, item] of (value as readonly unknown[]).entries()) {
      const wrong = each(`${name}[${i}]`, item);
      if (wrong !== undefined) return wrong;
    }
    return undefined;
  };
}

/** An object with options of its own. */
export function group<Options extends object>(rules: OptionRules<Options>): OptionRule {
  return (name, value) => {
    if (!isObject(value)) {
      return `bad ${name} ${show(value)}: give an object with ${inWords(Object.keys(rules))}`;
    }
    return complaintAbout(value, rules, `${name}.`);
  };
}

/** An object that has at least these keys. @param wanted - what to give, in words */
export function having(wanted: string, ...keys: readonly string[]): OptionRule {
  return rule(wanted, (value) => isObject(value) && keys.every((key) => key in value));
}

/** Texts by their names, such as variables of an environment. */
export const texts = rule('an object of texts', (value) => isObject(value) && Object.values(value).every(isText));
export const text = rule('a text', isText);
export const flag = rule('true or false', (value) => typeof value === 'boolean');
export const callback = rule('a function', (value) => typeof value === 'function');
export const list = rule('a list', Array.isArray);
export const signal = rule(
  'an AbortSignal',
  (value) => isObject(value) && 'aborted' in value && typeof value['addEventListener'] === 'function',
);
/** What is looked at somewhere else. */
export const anything: OptionRule = () => undefined;

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

/** What is wrong with options; what is undefined is not given. Undefined when nothing is wrong. */
export function complaintAbout(options: unknown, rules: OptionRules<never>, prefix = ''): string | undefined {
  if (!isObject(options)) return `bad options ${show(options)}: give an object`;
  const names = Object.keys(rules);
  const byName: Readonly<Record<string, OptionRule>> = rules;
  for (const [name, value] of Object.entries(options)) {
    const check = Object.hasOwn(byName, name) ? byName[name] : undefined;
    if (check === undefined) {
      return `no option ${JSON.stringify(`${prefix}${name}`)}${didYouMean(name, names)}; ${thereAre(names)}`;
    }
    const complaint = value === undefined ? undefined : check(`${prefix}${name}`, value);
    if (complaint !== undefined) return complaint;
  }
  return undefined;
}

function thereAre(names: readonly string[]): string {
  return names.length === 0 ? 'there are none' : `there are ${names.join(', ')}`;
}
