import { defaultFixtures } from '../src/conformance/fixtures/default-fixtures.js';
import { replayFileOf } from '../src/conformance/counterexample/replay.js';
import type { Counterexample } from '../src/conformance/engine/report.js';
import { FakeController } from '../src/fake-controller/fake-controller.js';
import { catalogue } from '../src/scenarios/catalogue/index.js';
import { printScenario } from '../src/scenarios/format/print-scenario.js';
import { toScenario } from '../src/scenarios/to-scenario.js';
import { reportOf } from '../test/conformance/engine/report-of.js';

/** Files of one kind that are good: as text, and as data where they are YAML or JSON. */
export interface GoodFiles {
  readonly texts: readonly string[];
  readonly data: readonly unknown[];
}

const counterexample: Counterexample = {
  ...{ seed: 42, path: '3:0:1', value: "'aax'", what: 'Disconnect', expected: 'OK', seen: 'UNKNOWN', tookMs: 3 },
  schedule: ['a', 'b'],
  reruns: { failed: 2, of: 5 },
  steps: ["Disconnect #1 { ref: 'aax' }"],
  journal: [
    { time: 0, client: 1, call: 1, rpc: 'Disconnect', kind: 'open' },
    { time: 0, client: 1, call: 1, rpc: 'Disconnect', kind: 'request', message: { ref: 'aax' }, bytes: 'CgNhYXg=' },
    { time: 1, client: 1, call: 1, rpc: 'Disconnect', kind: 'status', status: { code: 2, message: 'no' } },
  ],
};
const report = reportOf([
  { id: 'DISC-001', verdict: 'violated', reason: 'expected OK', counterexample },
  { id: 'INFO-001' },
  { id: 'LIST-001', verdict: 'skipped', reason: 'lacks restart' },
]);

const known = [
  { id: 'INFO-001', signature: 'expected OK', reason: 'upstream' },
  {
    id: 'LIST-001',
    signature: '/seen (UNKNOWN|OK)/',
    reason: 'race',
    link: 'https://example.org/1',
    intermittent: true,
  },
];

export const goodScenarios: GoodFiles = asData(
  catalogue.map(({ scenario }) => toScenario(scenario)),
  (data) => printScenario(data),
);
export const goodFixtures: GoodFiles = asData([defaultFixtures], json);
export const goodKnownFailing: GoodFiles = asData([known], json);
export const goodReplays: GoodFiles = asData(
  [report.requirements.map((one) => replayFileOf(one, report))[0], report],
  json,
);
export const goodReports: GoodFiles = asData([report], json);

/** A journal as `serve --journal` writes it. */
export async function goodJournals(): Promise<GoodFiles> {
  await using fake = await FakeController.start({ warn: () => {} });
  const client = fake.client();
  await client.build({ contextPath: '.', tags: ['a:b'] }, { ref: 'r' });
  const shell = client.rpc.invoke();
  await shell.send({
    kind: 'init',
    ref: 'r',
    processId: 'p',
    invokeConfig: { entrypoint: ['/bin/sh', '-c', 'echo hi; exit 3'] },
  });
  await shell.status;
  await client.rpc.disconnect({ ref: 'r' });
  return { texts: [fake.journal.toJsonLines()], data: [] };
}

function asData<T>(data: readonly T[], print: (one: T) => string): GoodFiles {
  return { texts: data.map(print), data };
}

function json(data: unknown): string {
  return JSON.stringify(data, undefined, 2);
}
