import type { JSONSchemaType } from 'ajv';
import { ConfigurationError } from '../engine/configuration-error.js';
import { readDataFile } from './data-file.js';
import { signaturePattern, type KnownFailure } from '../engine/run/known-failing.js';

const schema: JSONSchemaType<KnownFailure[]> = {
  type: 'array',
  items: {
    type: 'object',
    properties: {
      id: { type: 'string', minLength: 1 },
      signature: { type: 'string', minLength: 1 },
      reason: { type: 'string', minLength: 1 },
      link: { type: 'string', nullable: true },
      intermittent: { type: 'boolean', nullable: true },
    },
    required: ['id', 'signature', 'reason'],
    additionalProperties: false,
  },
};

/**
 * Reads known failures from a YAML or JSON list: each has `id`, `signature` and `reason`, and may have `link` and
 * `intermittent`.
 *
 * @throws ConfigurationError when the file cannot be read, or names the place where it is wrong
 * @example
 * const knownFailing = await readKnownFailing('known-failing.yaml');
 * const report = await runConformance(target, { knownFailing });
 * @since 0.1.0
 */
export async function readKnownFailing(file: string): Promise<KnownFailure[]> {
  const known = await readDataFile<KnownFailure[]>(file, schema);
  for (const [index, { id, signature }] of known.entries()) {
    if (known.findIndex((other) => other.id === id) !== index) {
      throw new ConfigurationError(`${file}: ${index}.id: ${id} is listed twice`);
    }
    try {
      signaturePattern(signature);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new ConfigurationError(`${file}: ${index}.signature: ${reason}`, { cause: error });
    }
  }
  return known;
}
