import { BuildKitClient } from '../client/buildkit-client.js';
import { FakeServer } from '../serving/fake-server.js';
import { BuildKitProtocol } from './buildkit-protocol.js';
import { Life } from './life.js';
import type { FakeBuildKitOptions } from './options.js';
import { characterOf } from './worker.js';

/**
 * A fake of the BuildKit daemon in this process: `docker buildx`, `buildctl` and whatever else speaks to BuildKit
 * build against a scenario, without Docker.
 *
 * @example
 * await using fake = await FakeBuildKit.start({ scenario: { builds: [build().add(vertex('[1/1] RUN make'))] } });
 * const address = await fake.listen('unix');
 * // docker buildx create --driver remote --name fake unix:///…; docker buildx --builder fake build .
 * @since 0.1.0
 */
export class FakeBuildKit extends FakeServer<Life> {
  private constructor(options: FakeBuildKitOptions) {
    const character = characterOf(options);
    super(options, {
      protocol: new BuildKitProtocol(),
      live: (world, onDeath) => new Life(world, character, onDeath),
    });
  }

  /**
   * Starts a fake, which needs neither Docker nor a port; end it with {@link stop}, or declare it with `await using`.
   *
   * @throws ScenarioError, RangeError when the options are wrong
   */
  static async start(options: FakeBuildKitOptions = {}): Promise<FakeBuildKit> {
    return new FakeBuildKit(options);
  }

  /** A typed client in this process. It reads eagerly and loses nothing. */
  client(): BuildKitClient {
    return new BuildKitClient(this.connect());
  }
}
