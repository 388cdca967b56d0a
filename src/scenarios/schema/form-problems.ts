import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { dataPath } from '../data-path.js';
import { compilePattern } from '../matching/pattern.js';
import { show } from '../matching/show.js';
import { ScenarioError, type ScenarioProblem } from '../scenario-error.js';
import type { JsonSchema } from './json-schema.js';
import { nearest } from './nearest.js';
import { scenarioForm } from './scenario-form.js';

let compiled: ValidateFunction | undefined;

/** Where some data has not the form of a scenario. */
export function formProblems(data: unknown): readonly ScenarioProblem[] {
  // Compiled when first needed: it takes longer than the rest of this package's loading.
  compiled ??= compileForm();
  if (compiled(data)) return [];
  const errors = compiled.errors ?? [];
  return errors.filter((error) => !isExplained(error, errors)).map((error) => problem(error, data));
}

function compileForm(): ValidateFunction {
  // The form is known to be right (a test holds it against JSON Schema), and compiling it must be quick: 60 ms, not 280.
  const ajv = new Ajv({
    allErrors: true,
    verbose: true,
    strict: false,
    meta: false,
    validateSchema: false,
    inlineRefs: false,
    code: { optimize: false },
  });
  ajv.addKeyword({
    keyword: 'exactlyOneKeyOf',
    type: 'object',
    validate: (keys: readonly string[], value: object) => keys.filter((key) => Object.hasOwn(value, key)).length === 1,
  });
  ajv.addKeyword({ keyword: 'compiles', type: 'object', validate: (_: true, value: object) => !refusal(value) });
  return ajv.compile(scenarioForm);
}

/** Why an object with a `pattern` is no regular expression; undefined when it is one, or something else is wrong with it. */
function refusal(value: object): string | undefined {
  const { pattern, flags } = value as { readonly pattern?: unknown; readonly flags?: unknown };
  if (typeof pattern !== 'string' || (flags !== undefined && typeof flags !== 'string')) return undefined;
  // Bad flags have a message of their own.
  if (flags !== undefined && !/^[imsuv]*$/.test(flags)) return undefined;
  try {
    compilePattern(flags === undefined ? { pattern } : { pattern, flags });
    return undefined;
  } catch (error) {
    return error instanceof ScenarioError ? (error.problems[0]?.message ?? '') : String(error);
  }
}

/** A key that is missing because it is misspelt is said once. */
function isExplained(error: ErrorObject, all: readonly ErrorObject[]): boolean {
  const wanted = wantedKeys(error);
  return all.some(
    (other) =>
      other.keyword === 'additionalProperties' &&
      other.instancePath === error.instancePath &&
      wanted.includes(meant(other) ?? ''),
  );
}

function wantedKeys({ keyword, params, schema }: ErrorObject): readonly string[] {
  if (keyword === 'required' || keyword === 'dependencies') return [String(params['missingProperty'])];
  return keyword === 'exactlyOneKeyOf' ? (schema as readonly string[]) : [];
}

function meant({ params, parentSchema }: ErrorObject): string | undefined {
  return nearest(String(params['additionalProperty']), knownKeys(parentSchema));
}

function knownKeys(schema: JsonSchema | undefined): readonly string[] {
  return Object.keys(schema?.properties ?? {});
}

function problem(error: ErrorObject, data: unknown): ScenarioProblem {
  const path = pathOf(error.instancePath, data);
  if (error.keyword !== 'additionalProperties') return { path, message: messageOf(error) };
  const key = String(error.params['additionalProperty']);
  return {
    path: dataPath(path, key),
    message: `no such key; ${suggestion(meant(error), knownKeys(error.parentSchema))}`,
  };
}

function messageOf({ keyword, params, parentSchema, schema, data }: ErrorObject): string {
  switch (keyword) {
    case 'required':
    case 'dependencies':
      return data instanceof Object && typeof data !== 'string' && keyword === 'required'
        ? `lacks the key ${String(params['missingProperty'])}`
        : `${String(params['property'])} needs ${String(params['missingProperty'])} beside it`;
    case 'exactlyOneKeyOf':
      return `give exactly one of the keys ${(schema as readonly string[]).join(', ')}; got ${show(data)}`;
    case 'compiles':
      return refusal(data as object) ?? 'no regular expression';
    case 'enum': {
      const choices = (schema as readonly unknown[]).map(String);
      return `${show(data)} is no choice; ${suggestion(typeof data === 'string' ? nearest(data, choices) : undefined, choices)}`;
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

/** What looks like a text to people is a number or a truth value to YAML. */
function hint(schema: JsonSchema, data: unknown): string {
  const types = [schema.type].flat();
  const wantsText = types.includes('string') && !types.includes('number') && !types.includes('integer');
  return wantsText && (typeof data === 'number' || typeof data === 'boolean') ? `: put it in quotes, "${data}"` : '';
}

function suggestion(near: string | undefined, choices: readonly string[]): string {
  if (near !== undefined) return `did you mean ${near}?`;
  return choices.length > 0 ? `choose from ${choices.join(', ')}` : 'there is none';
}

/** The path that a JSON pointer means; whether a token is an index is told by the data. */
function pathOf(pointer: string, data: unknown): string {
  let path = '';
  let here: unknown = data;
  for (const token of pointer.split('/').slice(1)) {
    const key = token.replaceAll('~1', '/').replaceAll('~0', '~');
    path = dataPath(path, Array.isArray(here) ? Number(key) : key);
    here = here instanceof Object ? (here as Readonly<Record<string, unknown>>)[key] : undefined;
  }
  return path;
}
