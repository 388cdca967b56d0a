import { FakeController } from 'buildx-testkit';
import { ownClient } from '../clients/own-client.js';
import { quiet } from './quiet.js';
import type { Load, Rig } from './subject.js';

/** The fake without a socket, and its own client. */
export async function start(load: Load): Promise<Rig> {
  const fake = await FakeController.start({ ...load, ...quiet });
  const own = fake.client();
  const client = ownClient({ rpc: own.rpc, close: () => own.close() });
  return {
    client,
    tidy: () => fake.journal.clear(),
    forget() {
      fake.reset();
      if (load.scenario !== undefined) fake.use(load.scenario);
    },
    stop() {
      client.close();
      return fake.stop();
    },
  };
}
