import { ConfigurationError } from '../engine/configuration-error.js';
import type { ReplayFile } from '../counterexample/replay.js';
import { parseRevision } from '../../protocol/parse-revision.js';
import type { Revision } from '../../protocol/revision.js';
import { readDataFile } from './data-file.js';
import type { Replay } from '../engine/run/options.js';

/** The parts that show a counterexample again. */
type Seen = Pick<ReplayFile, 'seed' | 'path' | 'schedule'>;

/** The parts of a JSON report that a replay needs. */
interface ReplayableReport {
  readonly requirements: readonly { readonly id: string; readonly counterexample?: Seen }[];
}

type Replayable = (ReplayableReport | (Seen & Pick<ReplayFile, 'requirement'>)) & { readonly revision?: string };

const seen = {
  seed: { type: 'integer' },
  path: { type: 'string' },
  schedule: { type: 'array', items: { type: 'string' } },
} as const;

const requirements = {
  type: 'array',
  items: {
    type: 'object',
    properties: {
      id: { type: 'string' },
      counterexample: { type: 'object', properties: seen, required: ['seed', 'path'] },
    },
    required: ['id'],
  },
} as const;

const schema = {
  type: 'object',
  properties: {
    schema: { const: 1 },
    requirements,
    requirement: { type: 'string' },
    revision: { type: 'string' },
    ...seen,
  },
  required: ['schema'],
  anyOf: [{ required: ['requirements'] }, { required: ['requirement'] }],
  dependencies: { requirement: ['seed', 'path'] },
} as const;

/**
 * Reads the counterexamples of a JSON report, or the one of a replay file, to be run again.
 *
 * @throws ConfigurationError when the file is neither, or has none
 * @example
 * const replay = await readReplays('counterexamples/BUILD-003.replay.json');
 * const report = await runConformance(target, { replay });
 * @since 0.1.0
 */
export async function readReplays(file: string): Promise<Replay[]> {
  const data = await readDataFile<Replayable>(file, schema);
  if ('requirement' in data) return [replayOf(data.requirement, data)];
  const replays = data.requirements.flatMap(({ id, counterexample }) =>
    counterexample === undefined ? [] : [replayOf(id, counterexample)],
  );
  if (replays.length === 0)
    throw new ConfigurationError(`${file}: nothing to replay: the report holds no counterexample`);
  return replays;
}

/**
 * The revision in which the counterexamples of such a file were found; undefined where the file does not tell.
 *
 * @throws ConfigurationError when the file is none; UnknownRevisionError for a revision that is not spoken here
 */
export async function replayedRevision(file: string): Promise<Revision | undefined> {
  const { revision } = await readDataFile<Replayable>(file, schema);
  return revision === undefined ? undefined : parseRevision(revision);
}

function replayOf(id: string, { seed, path, schedule }: Seen): Replay {
  return { id, seed, path, ...(schedule === undefined ? {} : { schedule }) };
}
