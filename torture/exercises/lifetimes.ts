import { existsSync } from 'node:fs';
import * as fc from 'fast-check';
import { ControllerClient } from '../../src/client/controller-client.js';
import { FakeController } from '../../src/fake-controller/fake-controller.js';
import type { Exercise } from '../exercise.js';
import { holds } from '../holds.js';
import { eventually, within } from '../within.js';

/** How one fake lives. */
interface Lifetime {
  readonly listens: boolean;
  readonly clock: 'auto' | 'manual' | 'real';
  /** Calls that are still open when it stops. */
  readonly open: readonly ('Status' | 'Invoke' | 'Input' | 'Build')[];
  /** Whether its clients are closed before. */
  readonly closes: boolean;
}

const lifetime: fc.Arbitrary<Lifetime> = fc.record({
  listens: fc.boolean(),
  clock: fc.constantFrom('auto', 'manual', 'real'),
  open: fc.array(fc.constantFrom('Status', 'Invoke', 'Input', 'Build'), { maxLength: 5 }),
  closes: fc.boolean(),
});

const livesARound = 40;

/** Fakes that are started and stopped, in the middle of whatever goes on. */
export const lifetimes: Exercise = {
  name: 'lifetimes',
  promise: 'A fake that is stopped at any time ends all its calls, and leaves no handle, no socket file and no heap.',
  unit: 'fakes',
  share: 1,
  heapMb: 4,
  open: async () => ({
    round: (seed) => holds(seed, livesARound, lifetime, live),
    close: async () => {},
  }),
};

async function live({ listens, clock, open, closes }: Lifetime): Promise<void> {
  const before = handles();
  const fake = await FakeController.start({ clock, warn: () => {} });
  const address = listens ? await fake.listen('unix') : undefined;
  const client = address === undefined ? fake.client() : ControllerClient.connect(address);
  const calls = open.map((method) => begun(client, method));
  await within('Info answers', client.rpc.info());
  if (closes) await client.close();
  await fake.stop();
  await within('all calls end', Promise.all(calls.map(({ status }) => status)));
  await client.close();
  await eventually(() => {
    const left = handles().filter((kind) => !before.includes(kind));
    if (left.length > 0 || handles().length > before.length)
      throw new Error(`handles are left: ${handles().join(', ')}`);
    if (address !== undefined && existsSync(new URL(address).pathname)) throw new Error(`${address} is left`);
  });
}

/** Each of them waits: for a build, for input, for its progress to be taken. */
function begun({ rpc }: ControllerClient, method: Lifetime['open'][number]): { readonly status: Promise<unknown> } {
  switch (method) {
    case 'Status':
      return rpc.status({ ref: 'never' });
    case 'Invoke':
      return rpc.invoke();
    case 'Input': {
      const call = rpc.input();
      void call.send({ kind: 'init', ref: 'never' });
      return call;
    }
    case 'Build': {
      const call = rpc.open('Build');
      void call.send({ ref: 'r', options: { contextPath: '.' } });
      call.halfClose();
      return call;
    }
  }
}

/** What keeps a process alive, but for what belongs to whoever runs this. */
function handles(): readonly string[] {
  return process.getActiveResourcesInfo().filter((kind) => !/Timeout|Immediate|FSReq|Promise/.test(kind));
}
