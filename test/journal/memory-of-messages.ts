// Of each kind of message, how many bytes the journal counts for many of them, and how many they take.
import { keptSize } from '../../src/journal/kept-size.js';

const count = 4000;

/** The garbage collector frees what is no JavaScript a little later. */
async function held(): Promise<number> {
  for (let turn = 0; turn < 4; turn++) {
    globalThis.gc?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** A text that is not put together of others. */
function text(words: string): string {
  return Buffer.from(words).toString();
}

const kinds: Readonly<Record<string, (i: number) => unknown>> = {
  bytes: (i) => ({ data: new Uint8Array(3000 + (i % 2)) }),
  text: (i) => ({ exporterResponse: { key: text(`${i} ${'x'.repeat(2000)}`) } }),
  wide: (i) => ({ exporterResponse: { key: text(`${i} ${'я'.repeat(2000)}`) } }),
  lists: (i) => ({
    vertices: Array.from({ length: 20 }, (_, j) => ({
      digest: text(`digest ${i} ${j}`),
      name: text(`name ${i} ${j}`),
      at: 1n,
    })),
  }),
};

/** Each holds what it made until it has ended, and no longer. */
async function measured(make: (i: number) => unknown): Promise<{ readonly counted: number; readonly taken: number }> {
  const before = await held();
  const kept = Array.from({ length: count }, (_, i) => make(i));
  const taken = (await held()) - before;
  return { counted: kept.reduce((sum: number, message) => sum + keptSize(message), 0), taken };
}

const results: Record<string, Awaited<ReturnType<typeof measured>>> = {};
for (const [kind, make] of Object.entries(kinds)) results[kind] = await measured(make);
process.stdout.write(JSON.stringify(results));
