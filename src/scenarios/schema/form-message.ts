import type { ErrorObject } from 'ajv';
import { compilePattern } from '../matching/pattern.js';
import { show } from '../matching/show.js';
import { ScenarioError } from '../scenario-error.js';
import type { JsonSchema } from './json-schema.js';
import { nearest } from '../../words/nearest.js';

/** Says what is wrong, for people. */
export function formMessage(error: ErrorObject): string {
  const { keyword, params, parentSchema, schema, data } = error;
  switch (keyword) {
    case 'additionalProperties':
      return `no such key; ${suggestion(meantKey(error), knownKeys(error))}`;
    case 'required':
      return `lacks the key ${String(params['missingProperty'])}`;
    case 'dependencies':
      return `${String(params['property'])} needs ${String(params['missingProperty'])} beside it`;
    case 'exactlyOneKeyOf':
      return `give exactly one of the keys ${(schema as readonly string[]).join(', ')}; got ${show(data)}`;
    case 'compiles':
      return patternProblem(data as object) ?? 'no regular expression';
    case 'endsInTime':
      return `${String(data)} is longer than a hundred years`;
    case 'enum': {
      const choices = (schema as readonly unknown[]).map(String);
      const near = typeof data === 'string' ? nearest(data, choices) : undefined;
      return `${show(data)} is no choice; ${suggestion(near, choices)}`;
    }
    default:
      return `expected ${expected(parentSchema as JsonSchema)}; got ${show(data)}${hint(parentSchema as JsonSchema, data)}`;
  }
}

function expected(schema: JsonSchema): string {
  if (schema.title !== undefined) return schema.title;
  if (schema.const !== undefined) return show(schema.const);
  const limits = schema.minimum === undefined ? '' : ` from ${schema.minimum} to ${schema.maximum ?? 'any'}`;
  return [schema.type ?? 'something else'].flat().map(noun).join(' or ') + limits;
}

function noun(type: string): string {
  const nouns: Readonly<Record<string, string>> = {
    string: 'a text',
    array: 'a list',
    object: 'an object',
    integer: 'a whole number',
    number: 'a number',
    boolean: 'true or false',
  };
  return nouns[type] ?? type;
}

/** Explains a value that looks like a text to people, but is a number or a truth value to YAML. */
function hint(schema: JsonSchema, data: unknown): string {
  const types = [schema.type].flat();
  const wantsText = types.includes('string') && !types.includes('number') && !types.includes('integer');
  return wantsText && (typeof data === 'number' || typeof data === 'boolean') ? `: put it in quotes, "${data}"` : '';
}

function suggestion(near: string | undefined, choices: readonly string[]): string {
  if (near !== undefined) return `did you mean ${near}?`;
  return choices.length > 0 ? `choose from ${choices.join(', ')}` : 'there is none';
}

/** The key that an unknown one was probably meant to be. */
export function meantKey(error: ErrorObject): string | undefined {
  return nearest(String(error.params['additionalProperty']), knownKeys(error));
}

function knownKeys({ parentSchema }: ErrorObject): readonly string[] {
  return Object.keys((parentSchema as JsonSchema).properties ?? {});
}

/** Why an object with a `pattern` is no regular expression; undefined when it is one, or something else is wrong with it. */
export function patternProblem(value: object): string | undefined {
  const { pattern, flags } = value as { readonly pattern?: unknown; readonly flags?: unknown };
  if (typeof pattern !== 'string' || (flags !== undefined && typeof flags !== 'string')) return undefined;
  // Bad flags are told by a message of their own.
  if (flags !== undefined && !/^[imsu]*$/.test(flags)) return undefined;
  try {
    compilePattern(flags === undefined ? { pattern } : { pattern, flags });
    return undefined;
  } catch (error) {
    return error instanceof ScenarioError ? (error.problems[0]?.message ?? '') : String(error);
  }
}
