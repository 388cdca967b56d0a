/**
 * The part of JSON Schema (draft 7, which editors know best) that the scenario's form is written in, with two keywords
 * of our own that give better messages.
 */
export interface JsonSchema {
  readonly $ref?: string;
  readonly $schema?: string;
  readonly $id?: string;
  /** What is expected, as messages say it after the word. */
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly type?: JsonType | readonly JsonType[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly dependencies?: Readonly<Record<string, readonly string[]>>;
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
  /** Of objects: exactly one of these keys. Published as `oneOf`. */
  readonly exactlyOneKeyOf?: readonly string[];
  /** Of objects: `pattern` and `flags` are a regular expression that compiles. Not published. */
  readonly compiles?: boolean;
  /** Of texts: bytes in base64. Published as a `pattern`, which would be too much for V8's stack where there are megabytes. */
  readonly base64?: boolean;
  /** Of texts: a duration is no longer than a hundred years. Not published. */
  readonly endsInTime?: boolean;
  readonly oneOf?: readonly JsonSchema[];
  readonly definitions?: Readonly<Record<string, JsonSchema>>;
}

export type JsonType = 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean' | 'null';
