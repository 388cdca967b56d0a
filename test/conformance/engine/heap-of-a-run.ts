// How many bytes and promises a run of the suite holds early and late: `heap-of-a-run.js fake|address EXECUTIONS`.
import { queryObjects } from 'node:v8';
import { runConformance } from '../../../src/conformance/engine/run/run-conformance.js';
import { openTarget } from '../../../src/conformance/targets/open-target.js';
import { FakeController } from '../../../src/fake-controller/fake-controller.js';

const [kind = 'fake', executions = '1000'] = process.argv.slice(2);
await using server = await FakeController.start({ clock: 'real', quirks: 'none', journal: { entries: 16 } });
const target = await openTarget(kind === 'fake' ? 'fake' : await server.listen());

interface Held {
  readonly bytes: number;
  readonly promises: number;
}
const held = (): Held => {
  globalThis.gc?.();
  return { bytes: process.memoryUsage().heapUsed, promises: queryObjects(Promise, { format: 'count' }) };
};
const stop = new AbortController();
let early: Held | undefined;
let late: Held | undefined;
let told = 0;
await runConformance(target, {
  only: ['INFO-001', 'LIST-001'],
  seed: 1,
  budgetMs: 60_000,
  signal: stop.signal,
  onProgress: ({ tally }) => {
    if (tally.runs === told) return;
    told = tally.runs;
    // Enough for all code to be warm, and to be what it will be.
    if (told === Math.floor(Number(executions) / 3)) early = held();
    if (told !== Number(executions)) return;
    late = held();
    stop.abort();
  },
});
await target.close();
process.stdout.write(JSON.stringify({ early, late }));
