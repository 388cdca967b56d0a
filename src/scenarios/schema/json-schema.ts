/**
 * The part of JSON Schema (draft 7, which editors know best) in which the scenario's form is written, with keywords of
 * this package's own that give better messages.
 *
 * @since 0.1.0
 */
export interface JsonSchema {
  /** Another schema that holds instead: `#/definitions/NAME`. */
  readonly $ref?: string;
  /** The dialect of JSON Schema; at the top only. */
  readonly $schema?: string;
  /** Where the schema is published; at the top only. */
  readonly $id?: string;
  /** What is expected, as messages say it behind `expected`. */
  readonly title?: string;
  /** What editors show of it. */
  readonly description?: string;
  /** What holds where the value is absent; editors show it, and nothing fills it in. */
  readonly default?: unknown;
  /** The types that the value may have. */
  readonly type?: JsonType | readonly JsonType[];
  /** The one value that is allowed. */
  readonly const?: unknown;
  /** The values that are allowed. */
  readonly enum?: readonly unknown[];
  /** Of objects: the schema of each key. */
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  /** Of objects: the keys that must be there. */
  readonly required?: readonly string[];
  /** Of objects: the schema of other keys, or whether there may be any. */
  readonly additionalProperties?: boolean | JsonSchema;
  /** Of objects: the keys that each key needs beside it. */
  readonly dependencies?: Readonly<Record<string, readonly string[]>>;
  /** Of lists: the schema of each element. */
  readonly items?: JsonSchema;
  /** Of lists: the fewest elements. */
  readonly minItems?: number;
  /** Of texts: the fewest characters. */
  readonly minLength?: number;
  /** Of texts: the most characters. */
  readonly maxLength?: number;
  /** Of numbers: the smallest that is allowed. */
  readonly minimum?: number;
  /** Of numbers: the largest that is allowed. */
  readonly maximum?: number;
  /** Of texts: a regular expression that matches somewhere in it. */
  readonly pattern?: string;
  /** Of objects: exactly one of these keys. Published as `oneOf`. */
  readonly exactlyOneKeyOf?: readonly string[];
  /** Of objects: `pattern` and `flags` are a regular expression that compiles. Not published. */
  readonly compiles?: boolean;
  /**
   * Of texts: the text is bytes in base64. Published as a `pattern`, which is not used here because V8's stack does not
   * suffice for it with megabytes of text.
   */
  readonly base64?: boolean;
  /** Of texts: a duration is no longer than a hundred years. Not published. */
  readonly endsInTime?: boolean;
  /** Exactly one of these schemas holds. */
  readonly oneOf?: readonly JsonSchema[];
  /** Schemas that `$ref` names as `#/definitions/NAME`. */
  readonly definitions?: Readonly<Record<string, JsonSchema>>;
}

/**
 * A type of JSON, in JSON Schema's spelling.
 *
 * @since 0.1.0
 */
export type JsonType = 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean' | 'null';
