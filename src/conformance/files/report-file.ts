import type { Schema } from 'ajv';
import { revisions } from '../../protocol/revision.js';
import { readDataFile } from './data-file.js';
import type { Report } from '../engine/report.js';
import { verdicts } from '../engine/verdict.js';

const text = { type: 'string' } as const;
const whole = { type: 'integer' } as const;

function record(required: Readonly<Record<string, Schema>>, optional: Readonly<Record<string, Schema>> = {}): Schema {
  return { type: 'object', properties: { ...required, ...optional }, required: Object.keys(required) };
}

const requirement = record(
  {
    id: text,
    title: text,
    level: { enum: ['MUST', 'SHOULD', 'OBSERVED'] },
    source: text,
    verdict: { enum: verdicts },
    runs: whole,
    exercised: whole,
  },
  {
    durationMs: { type: 'number', minimum: 0 },
    reason: text,
    counterexample: record({
      seed: whole,
      path: text,
      what: text,
      expected: text,
      seen: text,
      steps: { type: 'array', items: text },
      journal: { type: 'array' },
    }),
  },
);

const defects: Schema = { type: 'array', items: record({ name: text, does: text }) };
const ids: Schema = { type: 'array', items: text };
const cause = record({ defects, explains: ids, held: ids, shortest: text, alternatives: defects });

const schema = record(
  {
    schema: { const: 1 },
    target: record({
      kind: { enum: ['address', 'container', 'fake'] },
      address: text,
      info: record({ package: text, version: text, revision: text }),
    }),
    revision: { enum: revisions },
    quirks: { type: ['string', 'array', 'null'], items: text },
    seed: whole,
    startedAt: { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d+Z$' },
    durationMs: { type: 'number', minimum: 0 },
    requirements: { type: 'array', items: requirement },
    strict: { type: 'boolean' },
  },
  {
    shard: record({
      index: { type: 'integer', minimum: 1 },
      of: { type: 'integer', minimum: 1 },
      selected: { type: 'array', items: text },
    }),
    rounds: whole,
    revisionDoubt: text,
    hanging: text,
    flaky: text,
    misfits: {
      type: 'array',
      items: record({ capability: text, must: text, what: text, expected: text, seen: text }),
    },
    endedEarly: record({ cause: { enum: ['target-lost', 'interrupted', 'time-up', 'bail'] }, reason: text }),
    diagnosis: record({
      violations: whole,
      causes: { type: 'array', items: cause },
      unexplained: { type: 'array', items: text },
    }),
  },
);

/**
 * Reads a JSON report, as `--report json=FILE` writes it. @throws ConfigurationError when it is none.
 *
 * @since 0.1.0
 */
export async function readReport(file: string): Promise<Report> {
  return readDataFile<Report>(file, schema);
}
