import type { JsonSchema } from './json-schema.js';

/** A reference to one of the schema's definitions. */
export function the(definition: string, description?: string): JsonSchema {
  const reference = { $ref: `#/definitions/${definition}` };
  return description === undefined ? reference : { ...reference, description };
}

/** An object that has only these keys. */
export function object(properties: Readonly<Record<string, JsonSchema>>, required: readonly string[] = []): JsonSchema {
  return { type: 'object', properties, additionalProperties: false, ...(required.length > 0 && { required }) };
}

export function listOf(items: JsonSchema, description?: string): JsonSchema {
  return { type: 'array', items, ...(description !== undefined && { description }) };
}

export function mapOf(values: JsonSchema, description?: string): JsonSchema {
  return { type: 'object', additionalProperties: values, ...(description !== undefined && { description }) };
}

export function text(description?: string): JsonSchema {
  return { type: 'string', ...(description !== undefined && { description }) };
}

export function flag(description?: string): JsonSchema {
  return { type: 'boolean', ...(description !== undefined && { description }) };
}

/** Bytes in a text. */
export const base64: JsonSchema = { title: 'bytes in base64', type: 'string', base64: true };

/** A whole number, no less than `minimum`. */
export function count(minimum: number, description?: string): JsonSchema {
  const limits = { minimum, maximum: Number.MAX_SAFE_INTEGER };
  return { type: 'integer', ...limits, ...(description !== undefined && { description }) };
}
