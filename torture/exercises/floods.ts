import * as fc from 'fast-check';
import { ControllerClient } from '../../src/client/controller-client.js';
import { FakeController } from '../../src/fake-controller/fake-controller.js';
import type { Exercise } from '../exercise.js';
import { quiescent } from '../good-client.js';
import { holds } from '../holds.js';
import { cancelledBuild } from '../walk.js';
import { within } from '../within.js';

/** How much comes at once. */
interface Flood {
  readonly transport: 'in-process' | 'unix';
  readonly clients: number;
  readonly callsEach: number;
  /** Builds that are begun, and cancelled after so many answers to other calls. */
  readonly cancels: readonly number[];
  readonly sessions: number;
}

const flood: fc.Arbitrary<Flood> = fc.noShrink(
  fc.record({
    transport: fc.constantFrom('in-process', 'unix'),
    clients: fc.integer({ min: 2, max: 20 }),
    callsEach: fc.integer({ min: 1, max: 50 }),
    cancels: fc.array(fc.nat({ max: 3 }), { minLength: 50, maxLength: 200, size: 'max' }),
    sessions: fc.integer({ min: 50, max: 500 }),
  }),
);

const floodsARound = 1;

/** Many clients, calls, cancellations and sessions at once. */
export const floods: Exercise = {
  name: 'floods',
  promise: 'Any number of calls at once is answered, cancelled ones and sessions leave nothing, and the heap is flat.',
  unit: 'calls',
  share: 2,
  heapMb: 8,
  async open() {
    const fake = await FakeController.start({ quirks: 'none', journal: { entries: 100 }, warn: () => {} });
    const address = await fake.listen('unix');
    const connect = (transport: Flood['transport']): ControllerClient =>
      transport === 'unix' ? ControllerClient.connect(address) : fake.client();
    return {
      round: (seed) =>
        holds(seed, floodsARound, flood, async ({ transport, clients, callsEach, cancels, sessions }) => {
          const all = Array.from({ length: clients }, () => connect(transport));
          try {
            await within('all calls are answered', Promise.all(all.map((client) => calls(client, callsEach))));
            await within(
              'all builds are cancelled',
              Promise.all(cancels.map((after, index) => cancelledBuild(all[index % clients] ?? fake.client(), after))),
            );
            await within('all sessions come and go', comeAndGo(all, sessions), 60_000);
          } finally {
            await Promise.all(all.map((client) => client.close()));
          }
          await quiescent(fake, true);
          return clients * callsEach + cancels.length * 2 + sessions * 3;
        }),
      close: () => fake.stop(),
    };
  },
};

async function calls({ rpc }: ControllerClient, count: number): Promise<void> {
  await Promise.all(Array.from({ length: count }, (_, index) => (index % 2 === 0 ? rpc.info() : rpc.list())));
}

async function comeAndGo(clients: readonly ControllerClient[], count: number): Promise<void> {
  const [first] = clients;
  if (first === undefined) return;
  const refs = Array.from({ length: count }, (_, index) => `s${index}`);
  const each = (
    what: (client: ControllerClient, ref: string) => Promise<unknown>,
    all: readonly string[],
  ): Promise<unknown> => Promise.all(all.map((ref, index) => what(clients[index % clients.length] ?? first, ref)));
  await each((client, ref) => client.build({ contextPath: '.' }, { ref }), refs);
  const listed = new Set((await first.rpc.list()).refs);
  const missing = refs.find((ref) => !listed.has(ref));
  if (missing !== undefined) throw new Error(`the session ${missing} was built, and is not listed`);
  // With those of builds that were cancelled.
  await each((client, ref) => client.rpc.disconnect({ ref }), [...listed]);
  const { refs: left } = await first.rpc.list();
  if (left.length > 0) throw new Error(`${left.length} sessions are listed after they were disconnected`);
}
