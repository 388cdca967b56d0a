import * as fc from 'fast-check';
import { ControllerClient } from '../../src/client/controller-client.js';
import { FakeController } from '../../src/fake-controller/fake-controller.js';
import { clientSteps } from '../arbitraries/client-steps.js';
import { Defects } from '../defects.js';
import type { Exercise } from '../exercise.js';
import { quiescent } from '../good-client.js';
import { holds } from '../holds.js';
import { walk } from '../walk.js';
import { within } from '../within.js';

const sessions = 4;
const runs = 4;
/** What others who use the same session can make of a call. */
const refusals = ['OK', 'UNKNOWN', 'CANCELLED'];

/** Random clients of one fake, on a socket and in process, that share their sessions, for as long as it takes. */
export const soak: Exercise = {
  name: 'soak',
  promise: 'Random clients of one fake see no error but those of the protocol, and its heap and journal stay bounded.',
  unit: 'steps',
  share: 3,
  heapMb: 4,
  async open() {
    const defects = new Defects();
    const fake = await FakeController.start({ quirks: 'none', journal: { entries: 200 }, warn: () => {} });
    defects.watch(fake);
    const address = await fake.listen('unix');
    const input = fc.array(clientSteps(sessions, 20), { minLength: 2, maxLength: 6, size: 'max' });
    return {
      round: (seed) =>
        holds(seed, runs, input, async (clients) => {
          const all = clients.map((_, index) => (index % 2 === 0 ? ControllerClient.connect(address) : fake.client()));
          await Promise.all(
            all.map(async (client, index) => {
              for (const step of clients[index] ?? []) {
                const code = await within(
                  `a step: ${JSON.stringify(step)}`,
                  walk(client, step, (session) => `s${session}`),
                );
                if (!refusals.includes(code)) throw new Error(`${JSON.stringify(step)} ends with ${code}`);
              }
            }),
          );
          await emptied(fake);
          await Promise.all(all.map((client) => client.close()));
          await quiescent(fake, true);
          defects.assertNone();
          const kept = fake.journal.entries.length;
          if (kept > 200) throw new Error(`the journal keeps ${kept} entries, and 200 are allowed`);
          return clients.flat().length;
        }),
      close: () => fake.stop(),
    };
  },
};

async function emptied(fake: FakeController): Promise<void> {
  const { rpc } = fake.client();
  for (const ref of (await rpc.list()).refs) await rpc.disconnect({ ref });
}
