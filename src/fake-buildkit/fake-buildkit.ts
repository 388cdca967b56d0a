import { BuildKitClient } from '../client/buildkit-client.js';
import type { BuildKitMethodName, BuildKitRequest } from '../protocol/buildkit/service.js';
import { checkOptions } from '../options/check.js';
import { lastRequestIn, requestsIn } from '../serving/requests.js';
import { FakeServer } from '../serving/fake-server.js';
import type { Life } from './life.js';
import { buildKitOptionRules, type FakeBuildKitOptions } from './options.js';
import type * as parts from './parts.js';
import { characterOf } from './worker.js';

type Parts = typeof parts;

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
  readonly #loaded: Parts;

  private constructor(options: FakeBuildKitOptions, loaded: Parts) {
    const character = characterOf(options);
    super(options, {
      protocol: new loaded.BuildKitProtocol(),
      live: (world, onDeath) => new loaded.Life(world, character, onDeath),
    });
    this.#loaded = loaded;
  }

  /**
   * Starts a fake, which needs neither Docker nor a port; end it with {@link stop}, or declare it with `await using`.
   *
   * @throws ArgumentError, ScenarioError when the options are wrong
   */
  static async start(options: FakeBuildKitOptions = {}): Promise<FakeBuildKit> {
    checkOptions('FakeBuildKit.start', options, buildKitOptionRules);
    return new FakeBuildKit(options, await import('./parts.js'));
  }

  /**
   * The requests of an RPC that came, oldest first; of a stream, each message. `Control.Session` has none: what is called
   * in a session has names of its own.
   *
   * @example expect(fake.requests('LLBBridge.Solve').map(({ frontendOpt }) => frontendOpt['target'])).to.deep.equal(['test']);
   * @throws ArgumentError for a name that no RPC has
   */
  requests<N extends BuildKitMethodName>(rpc: N): readonly BuildKitRequest<N>[] {
    return requestsIn(this.journal, rpc, this.#loaded.methodNames) as readonly BuildKitRequest<N>[];
  }

  /**
   * The last request of an RPC that came.
   *
   * @throws NoRequestError that says what came instead; ArgumentError as {@link requests}
   */
  lastRequest<N extends BuildKitMethodName>(rpc: N): BuildKitRequest<N> {
    return lastRequestIn(this.journal, rpc, this.#loaded.methodNames) as BuildKitRequest<N>;
  }

  /** A typed client in this process. It reads eagerly and loses nothing. */
  client(): BuildKitClient {
    return new BuildKitClient(this.connect(), this.#loaded.methodNamed);
  }
}
