import { ConfigurationError } from './configuration-error.js';
import { readDataFile } from './data-file.js';
import type { Replay } from './suite.js';

/** What a replay needs of a JSON report. */
interface ReplayableReport {
  readonly requirements: readonly {
    readonly id: string;
    readonly counterexample?: { readonly seed: number; readonly path: string };
  }[];
}

const schema = {
  type: 'object',
  properties: {
    schema: { const: 1 },
    requirements: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          id: { type: 'string' },
          counterexample: {
            type: 'object',
            properties: { seed: { type: 'integer' }, path: { type: 'string' } },
            required: ['seed', 'path'],
          },
        },
        required: ['id'],
      },
    },
  },
  required: ['schema', 'requirements'],
} as const;

/**
 * The counterexamples of a JSON report, to be seen again.
 * @throws ConfigurationError when it is no report, or has none.
 */
export async function readReplays(file: string): Promise<Replay[]> {
  const { requirements } = await readDataFile<ReplayableReport>(file, schema);
  const replays = requirements.flatMap(({ id, counterexample }) =>
    counterexample === undefined ? [] : [{ id, seed: counterexample.seed, path: counterexample.path }],
  );
  if (replays.length === 0)
    throw new ConfigurationError(`${file}: nothing to replay: the report holds no counterexample`);
  return replays;
}
