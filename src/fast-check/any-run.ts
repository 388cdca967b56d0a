import * as fc from 'fast-check';
import type { LogScript, RunScript, StatusScript, WarningScript } from '../scenarios/model/vertex-script.js';

/** Texts as steps write them: lines, half a line, characters of several bytes, escapes for terminals. */
const output = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
  fc.array(fc.string({ unit: 'grapheme', maxLength: 10 }), { minLength: 1, maxLength: 4 }).map(linesOf),
  fc.constantFrom('50%\r100%\r\n', '\u001b[32mok\u001b[0m\n', 'é\n', '\n\n'),
);

function linesOf(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

/** A part of the time that there is, in percent: whatever happens in a vertex must fit into its time. */
const share = fc.nat(100);

interface Share {
  readonly at?: number;
  readonly takes?: number;
}

const log = fc.record(
  {
    text: output,
    stream: fc.constantFrom<('stdout' | 'stderr')[]>('stdout', 'stderr'),
    pieces: fc.integer({ min: 1, max: 4 }),
    at: share,
    takes: share,
  },
  { requiredKeys: ['text'] },
);

const status = fc.record(
  {
    id: fc.constantFrom('transferring context:', 'extracting', 'sha256:83ec2a', 'exporting layers'),
    total: fc.nat(10_000_000),
    updates: fc.nat(3),
    at: share,
  },
  { requiredKeys: ['id'] },
);

const warning = fc.record(
  { short: fc.string({ minLength: 1, maxLength: 30 }), level: fc.integer({ min: 1, max: 3 }), at: share },
  { requiredKeys: ['short'] },
);

const sketch = fc.record(
  {
    takes: fc.oneof(fc.nat(100), fc.nat(3_600_000)),
    logs: fc.array(log, { maxLength: 3 }),
    statuses: fc.uniqueArray(status, { maxLength: 2, selector: ({ id }) => id }),
    warnings: fc.array(warning, { maxLength: 2 }),
  },
  { requiredKeys: [] },
);

/** What happens between a vertex's start and its end. */
export function anyRun(): fc.Arbitrary<RunScript> {
  return sketch.map(({ takes, logs, statuses, warnings }) => {
    const within = <T extends Share>(part: T): T => inTime(part, takes ?? 0);
    return {
      ...(takes !== undefined && { takes }),
      ...(logs !== undefined && { logs: logs.map((part): LogScript => within(part)) }),
      ...(statuses !== undefined && { statuses: statuses.map((part): StatusScript => within(part)) }),
      ...(warnings !== undefined && { warnings: warnings.map((part): WarningScript => within(part)) }),
    };
  });
}

/** Turns shares into milliseconds of the time that there is. */
function inTime<T extends Share>(part: T, ms: number): T {
  const at = Math.floor((ms * (part.at ?? 0)) / 100);
  return {
    ...part,
    ...(part.at !== undefined && { at }),
    ...(part.takes !== undefined && { takes: Math.floor(((ms - at) * part.takes) / 100) }),
  };
}
