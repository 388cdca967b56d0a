import * as fc from 'fast-check';
import { FakeController } from '../../src/fake-controller/fake-controller.js';
import { hostileConnection } from '../arbitraries/http2.js';
import { Defects } from '../defects.js';
import type { Exercise } from '../exercise.js';
import { buildsWell, quiescent } from '../good-client.js';
import { connections, keepsGivenUp, maltreat } from '../hostile-client.js';
import { holds } from '../holds.js';
import { eventually } from '../within.js';

const revision = '2023-04';
/** So many hostile clients at once, and then a good one. */
const batch = 8;
const batches = 6;

/** Hostile frames, on a socket. */
export const frames: Exercise = {
  name: 'frames',
  promise: 'After hostile HTTP/2 and gRPC frames a good client builds, and no call, timer or connection is left.',
  unit: 'connections',
  share: 2,
  heapMb: 6,
  async open() {
    const input = fc.array(hostileConnection(revision), { minLength: 1, maxLength: batch, size: 'max' });
    return {
      async round(seed) {
        const before = connections();
        const defects = new Defects();
        const fake = await FakeController.start({
          revision,
          journal: { entries: 100 },
          quirks: 'none',
          warn: () => {},
        });
        defects.watch(fake);
        const address = await fake.listen('unix');
        const round = await holds(seed, batches, input, async (all) => {
          const open = connections();
          await Promise.all(all.map((one) => maltreat(new URL(address).pathname, one)));
          await buildsWell(address, revision);
          await quiescent(fake);
          defects.assertNone();
          if (!keepsGivenUp) await eventually(() => assertNoMore(open));
          return all.length;
        });
        await fake.stop();
        await eventually(() => assertNoMore(before));
        return round;
      },
      close: async () => {},
    };
  },
};

function assertNoMore(than: number): void {
  const left = connections() - than;
  if (left > 0) throw new Error(`${left} connections are left`);
}
