import * as fc from 'fast-check';
import type { Counterexample, Report } from '../../src/conformance/engine/report.js';
import { verdicts } from '../../src/conformance/engine/verdict.js';
import { FakeController } from '../../src/fake-controller/fake-controller.js';
import { runCli } from '../../test/cli/run-cli.js';
import { reportOf } from '../../test/conformance/engine/report-of.js';
import { commands } from '../../test/words/hostile.js';
import { hostileWords, wellFormed } from '../arbitraries/words.js';
import type { Exercise } from '../exercise.js';
import { holds } from '../holds.js';
import { readings } from '../readings.js';

const reports = 12;
/** Whole runs against a target, which take seconds. */
const targets = 1;

/** Hostile words of a target, in every form of a report, each of which is read by a parser that others use. */
export const words: Exercise = {
  name: 'words',
  promise:
    'Whatever a target says, each form of a report parses to the same verdicts, and no terminal gets a control character.',
  unit: 'reports',
  share: 1,
  open: async () => ({
    async round(seed) {
      const whole = await holds(seed, reports, fc.array(hostileWords, { minLength: 6, maxLength: 6 }), written);
      if (whole.broken !== undefined) return whole;
      const { done, broken } = await holds(seed, targets, fc.array(hostileWords, { minLength: 3, maxLength: 3 }), told);
      return { done: whole.done + done, ...(broken === undefined ? {} : { broken }) };
    },
    close: async () => {},
  }),
};

async function written(said: readonly string[]): Promise<void> {
  const report = reportSaying(said);
  for (const [form, read] of Object.entries(readings)) {
    try {
      await read(report);
    } catch (error) {
      throw new Error(`${form}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
  }
}

/** A requirement of each verdict, about which the target has said something. */
function reportSaying([a = '', b = '', c = '', d = '', e = '', f = '']: readonly string[]): Report {
  const counterexample: Counterexample = {
    ...{ seed: 42, path: '3:0', value: a, what: b, expected: c, seen: d, steps: [e, 'Build'], schedule: [f] },
    journal: [
      { time: 0, client: 1, call: 1, rpc: 'Status', kind: 'open' },
      {
        time: 1,
        client: 1,
        call: 1,
        rpc: 'Status',
        kind: 'response',
        message: { ref: a, [b]: c, vertices: [] },
        bytes: '',
      },
      { time: 2, client: 1, call: 1, rpc: 'Status', kind: 'status', status: { code: 2, message: d } },
    ],
  };
  const target = { kind: 'address', address: 'unix:///x', info: { package: a, version: b, revision: c } } as const;
  const about = verdicts.map((verdict, index) => ({
    ...{ id: `TEST-00${index + 1}`, verdict, reason: [a, b, c, d, e, f][index % 6] ?? '' },
    ...(verdict === 'violated' || verdict === 'error' ? { counterexample } : {}),
  }));
  return reportOf(about, { target, endedEarly: { cause: 'target-lost', reason: f } });
}

/** A real run against a target that calls itself so, and whose List fails with such words. */
async function told([name = '', version = '', message = '']: readonly string[]): Promise<void> {
  await using fake = await FakeController.start({
    info: { package: wellFormed(name), version: wellFormed(version), revision: wellFormed(name) },
    scenario: {
      faults: [{ rpc: 'List', times: 'always', do: { status: { code: 'UNKNOWN', message: wellFormed(message) } } }],
    },
    clock: 'real',
    quirks: 'none',
    warn: () => {},
  });
  const args = [
    '--target',
    await fake.listen('unix'),
    '--revision',
    '2023-04',
    '--only',
    'INFO-001,LIST-001',
    '--runs',
    '2',
  ];
  const { out, err } = await runCli(['conformance', ...args, '--seed', '1']);
  const found = commands.exec(`${out}${err}`);
  if (found !== null)
    throw new Error(
      `a terminal gets ${JSON.stringify(found[0])}: ${JSON.stringify(`${out}${err}`.slice(found.index - 40, found.index + 40))}`,
    );
}
