import { isObject } from '../../protocol/is-object.js';
import { ConfigurationError } from './configuration-error.js';
import { didYouMean } from '../../words/nearest.js';
import { show } from '../../words/show.js';
import { wholeNumber } from './whole-number.js';

/** What an option may be. @throws ConfigurationError for a value that it may not be. */
export type OptionRule = (name: string, value: unknown) => void;

/** An option for each name that there is. */
export type OptionRules<Options> = Readonly<Record<keyof Options & string, OptionRule>>;

/** Names and values; what is undefined is not given. @throws ConfigurationError that says which is wrong, and what to give. */
export function assertOptions<Options extends object>(options: Options, rules: OptionRules<Options>): void {
  if (!isObject(options)) throw new ConfigurationError(`bad options ${show(options)}: give an object`);
  const names = Object.keys(rules);
  for (const [name, value] of Object.entries(options)) {
    if (!Object.hasOwn(rules, name)) {
      const meant = didYouMean(name, names);
      throw new ConfigurationError(`no option ${JSON.stringify(name)}${meant}; there are ${names.join(', ')}`);
    }
    if (value !== undefined) rules[name as keyof Options & string](name, value);
  }
}

/** Whatever passes the test. @param wanted - what to give, in words */
export function rule(wanted: string, accepts: (value: unknown) => boolean): OptionRule {
  return (name, value) => {
    if (!accepts(value)) throw new ConfigurationError(`bad ${name} ${show(value)}: give ${wanted}`);
  };
}

export function whole(least: number, most?: number): OptionRule {
  return (name, value) => void wholeNumber(name, value as number, least, most);
}

export function oneOf(values: readonly string[]): OptionRule {
  const wanted = `${values.slice(0, -1).join(', ')} or ${values.at(-1)}`;
  return rule(wanted, (value) => values.includes(value as string));
}

/** A list of what passes the test, each told by itself. */
export function listOf(wanted: string, each: OptionRule): OptionRule {
  const list = rule(wanted, Array.isArray);
  return (name, value) => {
    list(name, value);
    for (const [i, item] of (value as readonly unknown[]).entries()) each(`${name}[${i}]`, item);
  };
}

export const text = rule('a text', (value) => typeof value === 'string');
export const flag = rule('true or false', (value) => typeof value === 'boolean');
export const callback = rule('a function', (value) => typeof value === 'function');
