import { ControllerClient } from '../src/client/controller-client.js';
import type { FakeController } from '../src/fake-controller/fake-controller.js';
import type { Revision } from '../src/protocol/revision.js';
import { eventually, within } from './within.js';

/** A client that does nothing wrong is served as if nothing had been: it builds, and is told the whole of it. */
export async function buildsWell(address: string, revision: Revision): Promise<void> {
  const client = ControllerClient.connect(address, { revision });
  try {
    const { ref, statuses } = await within('a good client builds', client.build({ contextPath: '.' }, { ref: 'good' }));
    if (!statuses.some(({ vertices }) => vertices.some(({ completed }) => completed !== undefined))) {
      throw new Error('a good client was told of no vertex that was completed');
    }
    await within('a good client disconnects', client.rpc.disconnect({ ref }));
  } finally {
    await client.close();
  }
}

/** What clients left has gone: no call, no message, no timer. @throws NotQuiescentError with what is left */
export function quiescent(fake: FakeController, sessions = false): Promise<void> {
  return eventually(() => fake.assertQuiescent({ sessions }));
}
