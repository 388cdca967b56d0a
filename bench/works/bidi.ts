import type { BenchClient } from '../clients/bench-client.js';
import { startBuild } from './build.js';
import { smallLoad } from './load.js';
import { rate } from './rate.js';
import type { Work } from './work.js';

const chunk = new Uint8Array(32 * 1024).fill(120);
const chunks = 256;
const mebibyte = 1024 * 1024;

/** `Invoke` of `cat`: stdin goes in 32 KiB at a time, and comes back in the 4 KiB that the controller reads at a time. */
export const bidi: Work = {
  name: 'bidi-32KiB',
  unit: 'MiB/s',
  load: () => smallLoad(),
  async prepare(subject, load, { sampleMs }) {
    const { client, forget } = await subject.start(load);
    return {
      async clean() {
        forget();
        await startBuild(client, 'cats');
      },
      sample: () => rate(sampleMs, () => echo(client)),
    };
  },
};

let processes = 0;

/** Mebibytes that went there and back. */
async function echo(client: BenchClient): Promise<number> {
  const total = chunks * chunk.length;
  let back = 0;
  let allBack: (() => void) | undefined;
  const done = new Promise<void>((resolve) => {
    allBack = resolve;
  });
  const call = client.invoke((message) => {
    if (message.kind === 'file') back += message.data.length;
    if (back >= total) allBack?.();
  });
  const processId = `cat-${++processes}`;
  await call.send({ kind: 'init', ref: 'cats', processId, invokeConfig: { entrypoint: ['cat'] } });
  for (let i = 0; i < chunks; i++) {
    const room = call.send({ kind: 'file', fd: 0, eof: false, data: chunk });
    if (room !== undefined) await room;
  }
  await done;
  call.cancel();
  await call.ended;
  return total / mebibyte;
}
