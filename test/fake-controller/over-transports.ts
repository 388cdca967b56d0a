import { ControllerClient } from '../../src/client/controller-client.js';
import { FakeController } from '../../src/fake-controller/fake-controller.js';
import type { FakeControllerOptions } from '../../src/fake-controller/options.js';

/** A fake and a client of it. */
export interface Started {
  readonly fake: FakeController;
  readonly client: ControllerClient;
  /** One more client, with a connection of its own. */
  connect(): Promise<ControllerClient>;
}

export type Start = (options?: FakeControllerOptions) => Promise<Started>;

/** Tests that hold in process and over a unix socket alike; what they start is stopped after each. */
export function overTransports(title: string, tests: (start: Start) => void): void {
  for (const transport of ['in process', 'over a socket'] as const) {
    describe(`${title}, ${transport}`, () => {
      const cleanups: (() => Promise<void>)[] = [];
      afterEach(async () => {
        for (const cleanUp of cleanups.splice(0).toReversed()) await cleanUp();
      });
      tests(async (options = {}) => {
        const fake = await FakeController.start(options);
        cleanups.push(() => fake.stop());
        const target = transport === 'in process' ? undefined : await fake.listen();
        const connect = async (): Promise<ControllerClient> => {
          if (target === undefined) return fake.client();
          const client = ControllerClient.connect(target, { revision: fake.revision });
          cleanups.push(() => client.close());
          return client;
        };
        return { fake, client: await connect(), connect };
      });
    });
  }
}
