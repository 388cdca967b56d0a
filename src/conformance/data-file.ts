import { readFile } from 'node:fs/promises';
import { Ajv, type ErrorObject, type JSONSchemaType, type Schema } from 'ajv';
import { LineCounter, parseDocument } from 'yaml';
import { hasDuplicateKeys } from '../scenarios/format/duplicate-keys.js';
import { ConfigurationError } from './configuration-error.js';
import { fileProblem } from './file-problem.js';
import { didYouMean } from './nearest.js';

/**
 * Reads a YAML or JSON file of a given shape.
 * @throws ConfigurationError that names the file, the place in it, what is there and what could be.
 */
export async function readDataFile<T>(file: string, schema: JSONSchemaType<T> | Schema): Promise<T> {
  const data = await readAsData(file);
  const ajv = new Ajv({ allErrors: true, verbose: true, allowUnionTypes: true });
  const validate = ajv.compile<T>(schema);
  if (validate(data)) return data;
  const errors = validate.errors ?? [];
  // A field that is missing is often there under a misspelt name.
  const error = errors.find(({ keyword }) => keyword === 'additionalProperties') ?? errors[0];
  throw new ConfigurationError(`${file}: ${error === undefined ? 'not as it should be' : explain(error)}`);
}

async function readAsData(file: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw new ConfigurationError(`cannot read ${file}: ${fileProblem(error)}`, { cause: error });
  }
  return parseJson(text) ?? parseYaml(text, file);
}

/** Much faster than the parser of YAML, which takes all JSON too; undefined for what it has to look at. */
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
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [error] = document.errors;
  if (error !== undefined) {
    const { line, col } = lines.linePos(error.pos[0]);
    const problem =
      error.code === 'DUPLICATE_KEY' ? 'a key that is there already' : `no YAML or JSON: ${error.message}`;
    throw new ConfigurationError(`${file}:${line}:${col}: ${problem}`, { cause: error });
  }
  try {
    return document.toJS();
  } catch (error) {
    // An alias without an anchor, or without an end.
    throw new ConfigurationError(`${file}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
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
