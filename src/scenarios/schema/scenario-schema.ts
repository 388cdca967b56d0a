import type { JsonSchema } from './json-schema.js';
import { scenarioForm } from './scenario-form.js';

const base64Pattern = '^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$';

/**
 * JSON Schema (draft 7) of a scenario file, for editors and validators; published as `schema/scenario.schema.json`.
 *
 * @since 0.1.0
 */
export const scenarioSchema: JsonSchema = standard(scenarioForm);

/** A schema without the keywords that only this package knows. */
function standard(schema: JsonSchema): JsonSchema {
  const { exactlyOneKeyOf, compiles: _, endsInTime: __, base64, ...rest } = schema;
  const plain = Object.fromEntries(
    Object.entries({ ...rest, ...(base64 === true && { pattern: base64Pattern }) }).map(([keyword, value]) => [
      keyword,
      standardKeyword(keyword, value),
    ]),
  );
  if (exactlyOneKeyOf === undefined) return plain;
  const withOne = exactlyOneKeyOf.map((key): JsonSchema => ({ type: 'object', required: [key] }));
  const isText: readonly JsonSchema[] = [schema.type].flat().includes('string') ? [{ type: 'string' }] : [];
  return { ...plain, oneOf: [...isText, ...withOne] };
}

function standardKeyword(keyword: string, value: unknown): unknown {
  switch (keyword) {
    case 'properties':
    case 'definitions':
      return Object.fromEntries(
        Object.entries(value as Record<string, JsonSchema>).map(([key, of]) => [key, standard(of)]),
      );
    case 'items':
      return standard(value as JsonSchema);
    case 'additionalProperties':
      return typeof value === 'boolean' ? value : standard(value as JsonSchema);
    default:
      return value;
  }
}
