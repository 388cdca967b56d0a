import { readFile } from 'node:fs/promises';
import { Ajv, type ErrorObject, type JSONSchemaType, type Schema, type ValidateFunction } from 'ajv';
import { LineCounter, parseDocument, type ParsedNode, type Document } from 'yaml';
import { hasDuplicateKeys } from '../../scenarios/format/duplicate-keys.js';
import { unsoundness } from '../../scenarios/format/unsound.js';
import { nestsDeeperThan } from '../../protocol/nests-deeper-than.js';
import { ConfigurationError } from '../engine/configuration-error.js';
import { fileProblem } from './file-problem.js';
import { didYouMean } from '../../words/nearest.js';

/** The deepest nesting that is read; reports, fixtures and lists have about a dozen levels. */
const mostLevels = 500;

/**
 * Reads a YAML or JSON file of a given shape.
 * @throws ConfigurationError that names the file, the place in it, what is there and what could be.
 */
export async function readDataFile<T>(file: string, schema: JSONSchemaType<T> | Schema): Promise<T> {
  const data = await readAsData(file);
  const validate = validatorOf<T>(schema);
  if (validate(data)) return data;
  const errors = validate.errors ?? [];
  // An unknown field is told first, because a missing field is often there under a misspelt name.
  const error = errors.find(({ keyword }) => keyword === 'additionalProperties') ?? errors[0];
  throw new ConfigurationError(`${file}: ${error === undefined ? 'not as it should be' : explain(error)}`);
}

/** Compiling one takes up to a second, which is longer than all else that is done with a file. */
const validators = new WeakMap<object, ValidateFunction>();

function validatorOf<T>(schema: JSONSchemaType<T> | Schema): ValidateFunction<T> {
  const known = validators.get(schema as object);
  if (known !== undefined) return known as ValidateFunction<T>;
  const validator = new Ajv({ allErrors: true, verbose: true, allowUnionTypes: true }).compile<T>(schema);
  validators.set(schema as object, validator);
  return validator;
}

async function readAsData(file: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw new ConfigurationError(`cannot read ${file}: ${fileProblem(error)}`, { cause: error });
  }
  const data = parseJson(text) ?? parseYaml(text, file);
  // Refused here, because the functions that check data and show what is wrong recurse level by level.
  if (nestsDeeperThan(mostLevels, data)) throw tooDeep(file);
  return data;
}

function tooDeep(file: string): ConfigurationError {
  return new ConfigurationError(`${file}: it nests deeper than ${mostLevels} levels`);
}

/** Parses JSON, which is much faster than with the parser of YAML; gives undefined for what that one has to look at. */
function parseJson(text: string): unknown {
  try {
    const data: unknown = JSON.parse(text);
    return hasDuplicateKeys(text, data) ? undefined : data;
  } catch {
    return undefined;
  }
}

function parseYaml(text: string, file: string): unknown {
  const lines = new LineCounter();
  const at = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${line}:${col}`;
  };
  const document = documentOf(text, file, lines);
  const [error] = document.errors;
  if (error !== undefined) {
    if (/call stack/.test(error.message)) throw tooDeep(file);
    const problem =
      error.code === 'DUPLICATE_KEY' ? 'a key that is there already' : `no YAML or JSON: ${error.message}`;
    throw new ConfigurationError(`${at(error.pos[0])}: ${problem}`, { cause: error });
  }
  const unsound = unsoundness(document);
  if (unsound !== undefined) throw new ConfigurationError(`${at(unsound.offset)}: ${unsound.message}`);
  return document.toJS({ maxAliasCount: -1 });
}

function documentOf(text: string, file: string, lineCounter: LineCounter): Document<ParsedNode> {
  try {
    return parseDocument(text, { lineCounter, prettyErrors: false });
  } catch (error) {
    // The parser recurses level by level until the stack is full, and sometimes tells that as an error of the file.
    if (error instanceof RangeError) throw tooDeep(file);
    throw error;
  }
}

function explain(error: ErrorObject): string {
  const { instancePath, keyword, params, parentSchema, data } = error;
  const place = instancePath.slice(1).replaceAll('/', '.') || 'the file';
  if (keyword === 'additionalProperties') {
    const name = String((params as { additionalProperty: unknown }).additionalProperty);
    const known = Object.keys((parentSchema as { properties?: object } | undefined)?.properties ?? {});
    return `${place}: no such field ${JSON.stringify(name)}${didYouMean(name, known)}; there are ${known.join(', ')}`;
  }
  if (keyword === 'required') return `${place}: ${error.message ?? 'a field is missing'}`;
  return `${place}: ${JSON.stringify(data)?.slice(0, 80)} ${error.message ?? 'is wrong'}`;
}
