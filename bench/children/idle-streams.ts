import { setImmediate as turn } from 'node:timers/promises';
import { subjectNamed } from '../subjects/index.js';

const [name = '', what = ''] = process.argv.slice(2);
const streams = 1000;
const mebibyte = 1024 * 1024;

async function used(): Promise<number> {
  // Until nothing is on its way any more.
  for (let i = 0; i < 100; i++) await turn();
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, external, rss } = process.memoryUsage();
  return what === 'rss' ? rss : heapUsed + external;
}

const { client, stop } = await subjectNamed(name).start({ quirks: 'all', messages: [] });
const open = (from: number, count: number): unknown[] =>
  Array.from({ length: count }, (_, i) => client.status(`idle-${from + i}`, () => {}));
// What the first calls leave in caches is no stream's.
const first = open(0, 100);
await client.unary('Info', {});
const before = await used();
const second = open(first.length, streams);
await client.unary('Info', {});
const after = await used();
process.stdout.write(String((after - before) / mebibyte));
if (second.length !== streams) throw new Error('they must live until here');
await stop();
process.exit();
