import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect } from 'chai';
import { FakeController, type ControllerClient } from '../../../src/index.js';

const mebibyte = 1_048_576;

/** What buffers hold after collecting garbage, in MiB. */
async function held(): Promise<number> {
  setFlagsFromString('--expose-gc');
  const gc = runInNewContext('gc') as () => void;
  for (let turn = 0; turn < 6; turn++) {
    gc();
    await new Promise(setImmediate);
  }
  return process.memoryUsage().arrayBuffers / mebibyte;
}

/** How many bytes of logs a build shows; keeps nothing of them. */
async function logged(client: ControllerClient): Promise<number> {
  const status = client.rpc.status({ ref: 'r' });
  const build = client.rpc.build({ ref: 'r', options: { contextPath: '.' } });
  let bytes = 0;
  for await (const { logs } of status) for (const { message } of logs) bytes += message.length;
  await build;
  return bytes;
}

describe('A long log', () => {
  for (const [kind, text, most] of [
    ['repeated', { repeat: 'a line of a log\n', bytes: 48 * mebibyte }, 16],
    ['numbered', { lines: 6_000_000 }, 16],
    // What its script holds anyway is held once more.
    ['written out', 'x'.repeat(48 * mebibyte), 64],
  ] as const) {
    it(`is not held once it was sent, though the journal goes on, and is the same for the next build: ${kind}`, async function () {
      this.timeout('30s');
      const scenario = {
        builds: [{ logLimits: { size: -1, speed: -1 }, vertices: [{ name: '[1/1] RUN make', logs: [{ text }] }] }],
      };
      await using fake = await FakeController.start({ scenario, journal: { bytes: mebibyte } });
      const client = fake.client();
      const before = await held();
      const seen = [await logged(client), await logged(client)];
      expect(seen[0]).to.be.above(40 * mebibyte);
      expect(seen[1]).to.equal(seen[0]);
      expect((await held()) - before).to.be.below(most);
    });
  }
});
