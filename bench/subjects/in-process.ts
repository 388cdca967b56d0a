import { FakeController } from 'buildx-testkit';
import { grpcClient } from '../clients/grpc-client.js';
import { quiet } from './quiet.js';
import type { Load, Rig } from './subject.js';

/** The fake without a socket, and a client of grpc-js. */
export async function start(load: Load): Promise<Rig> {
  const fake = await FakeController.start({ ...load, ...quiet });
  const client = grpcClient(fake.channel);
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
