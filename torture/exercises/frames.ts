import * as fc from 'fast-check';
import { FakeController } from '../../src/fake-controller/fake-controller.js';
import { hostileConnection, type HostileConnection } from '../arbitraries/http2.js';
import { Defects } from '../defects.js';
import type { Exercise } from '../exercise.js';
import { buildsWell, quiescent } from '../good-client.js';
import { connections, maltreat } from '../hostile-client.js';
import { holds } from '../holds.js';
import { needsGuard } from '../../src/transport/http2-connections.js';
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
  // Older Nodes keep 9 KB of each session that ends with an error before its client has acknowledged the settings.
  ...(needsGuard() ? {} : { heapMb: 6 }),
  async open() {
    const input = fc.array(hostileConnection(revision), { minLength: 1, maxLength: batch, size: 'max' });
    return { round: (seed) => holds(seed, batches, input, maltreatOne), close: async () => {} };
  },
};

/** A fake that hostile clients come to at once, and then a good one. */
async function maltreatOne(all: readonly HostileConnection[]): Promise<number> {
  const before = connections();
  const defects = new Defects();
  const fake = await FakeController.start({ revision, quirks: 'none', warn: () => {} });
  try {
    defects.watch(fake);
    const address = await fake.listen('unix');
    const listening = connections();
    await Promise.all(all.map((one) => maltreat(new URL(address).pathname, one)));
    await buildsWell(address, revision);
    await quiescent(fake);
    await eventually(() => assertNoMore(listening));
    defects.assertNone();
  } finally {
    await fake.stop();
  }
  await eventually(() => assertNoMore(before));
  return all.length;
}

function assertNoMore(than: number): void {
  const left = connections() - than;
  if (left > 0) throw new Error(`${left} connections are left`);
}
