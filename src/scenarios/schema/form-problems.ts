import type * as AjvModule from 'ajv';
import type { ErrorObject, ValidateFunction } from 'ajv';
import { dataPath } from '../data-path.js';
import { hasMoreValuesThan } from '../has-more-values-than.js';
import type { ScenarioProblem } from '../scenario-error.js';
import { isTooLong } from './longest-time.js';
import { formMessage, meantKey, patternProblem } from './form-message.js';
import { scenarioForm } from './scenario-form.js';
import { requirePackage } from '../../package/installed.js';

/** The compiled forms, by whether they tell all problems or only the first. */
const compiled = new Map<boolean, ValidateFunction>();

/** The most values of data of which all problems are told; telling all would take minutes where everything is wrong. */
const mostValues = 20_000;
/** Problems after these are not looked at, because they are mostly the same again. */
const mostErrors = 500;

/** Tells where some data has not the form of a scenario. */
export function formProblems(data: unknown): readonly ScenarioProblem[] {
  // Loaded and compiled when it is first needed, because that takes longer than loading the rest of this package.
  const validate = formOf(!hasMoreValuesThan(mostValues, data));
  if (validate(data)) return [];
  const errors = (validate.errors ?? []).slice(0, mostErrors);
  return errors.filter((error) => !isExplained(error, errors)).map((error) => problem(error, data));
}

function formOf(tellsAll: boolean): ValidateFunction {
  const form = compiled.get(tellsAll) ?? compileForm(tellsAll);
  compiled.set(tellsAll, form);
  return form;
}

function compileForm(tellsAll: boolean): ValidateFunction {
  // The schema itself is not validated: a test holds it against JSON Schema, and without that compiling takes 60 ms
  // rather than 280.
  const { Ajv } = requirePackage('ajv') as typeof AjvModule;
  const ajv = new Ajv({
    allErrors: tellsAll,
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
  ajv.addKeyword({
    keyword: 'compiles',
    type: 'object',
    validate: (_: true, value: object) => patternProblem(value) === undefined,
  });
  ajv.addKeyword({
    keyword: 'base64',
    type: 'string',
    validate: (_: true, text: string) => text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text),
  });
  ajv.addKeyword({ keyword: 'endsInTime', type: 'string', validate: (_: true, text: string) => !isTooLong(text) });
  return ajv.compile(scenarioForm);
}

/** Whether a missing key is explained by another problem: a misspelt key is told once. */
function isExplained(error: ErrorObject, all: readonly ErrorObject[]): boolean {
  const wanted = wantedKeys(error);
  return all.some(
    (other) =>
      other.keyword === 'additionalProperties' &&
      other.instancePath === error.instancePath &&
      wanted.includes(meantKey(other) ?? ''),
  );
}

function wantedKeys({ keyword, params, schema }: ErrorObject): readonly string[] {
  if (keyword === 'required' || keyword === 'dependencies') return [String(params['missingProperty'])];
  return keyword === 'exactlyOneKeyOf' ? (schema as readonly string[]) : [];
}

function problem(error: ErrorObject, data: unknown): ScenarioProblem {
  const path = pathOf(error.instancePath, data);
  const key: unknown = error.params['additionalProperty'];
  return { path: typeof key === 'string' ? dataPath(path, key) : path, message: formMessage(error) };
}

/** Turns a JSON pointer into a path; the data tells whether a part of it is an index. */
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
