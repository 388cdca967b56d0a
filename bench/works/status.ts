import type { BenchClient } from '../clients/bench-client.js';
import type { Load } from '../subjects/subject.js';
import { logLoad } from './load.js';
import { rate } from './rate.js';
import type { Work } from './work.js';

const replayedRef = 'built';

/** A build whose log messages Status then plays again, as often as asked: the stream alone is measured. */
export async function replay(client: BenchClient): Promise<void> {
  await client.unary('Build', { ref: replayedRef, options: { contextPath: '.' } });
}

/** Reads it all. */
export async function readAll(client: BenchClient, { messages }: Load): Promise<number> {
  let read = 0;
  const code = await client.status(replayedRef, () => read++).ended;
  if (code !== 0 || read !== messages.length) throw new Error(`Status ended with ${code} after ${read} messages`);
  return read;
}

/** `Status` of a build with many log messages. */
export function status(name: string, size: number, count: number): Work {
  return {
    name: `status-${name}`,
    unit: 'messages/s',
    load: () => logLoad(count, size),
    async prepare(subject, load, { sampleMs }) {
      const { client, tidy } = await subject.start(load);
      await replay(client);
      return {
        clean: tidy,
        sample: () => rate(sampleMs, () => readAll(client, load)),
      };
    },
  };
}
