import { setImmediate as turn } from 'node:timers/promises';
import { subjectNamed } from '../subjects/index.js';

const [name = ''] = process.argv.slice(2);
const streams = 1000;

async function used(): Promise<number> {
  // Until nothing is on its way any more.
  for (let i = 0; i < 50; i++) await turn();
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

const { client, stop } = await subjectNamed(name).start({ quirks: 'all', messages: [] });
const open = (from: number): unknown[] =>
  Array.from({ length: streams }, (_, i) => client.status(`idle-${from + i}`, () => {}));
// What the first calls leave in caches is no stream's.
const first = open(0);
await client.unary('Info', {});
const before = await used();
const second = open(streams);
await client.unary('Info', {});
const after = await used();
process.stdout.write(String((after - before) / 1024 / 1024));
if (first.length + second.length !== 2 * streams) throw new Error('they must live until here');
await stop();
process.exit();
