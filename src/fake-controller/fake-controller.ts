import { ControllerClient, type ControllerClientOptions } from '../client/controller-client.js';
import type { BuildxVersion } from '../protocol/messages.js';
import { infoOf } from '../protocol/info.js';
import type { MethodName, RequestOf } from '../protocol/methods.js';
import { parseRevision } from '../protocol/parse-revision.js';
import { defaultRevision, type Revision } from '../protocol/revision.js';
import type { CallFilter } from '../serving/call-filter.js';
import { serviceOf } from '../protocol/service.js';
import { checkOptions } from '../options/check.js';
import { callback } from '../options/rules.js';
import { FakeServer } from '../serving/fake-server.js';
import { lastRequestIn, requestsIn } from '../serving/requests.js';
import type { Timekeeper } from '../time/clock.js';
import { ControllerProtocol } from './controller-protocol.js';
import { transparent, type Middleware } from './handlers/middleware.js';
import { type Character, Life } from './life.js';
import { type FakeControllerOptions, controllerOptionRules } from './options.js';
import { buildKitsAlone } from './buildkits-alone.js';
import { resolveQuirks } from './quirks/quirk-set.js';
import { sayable, unsayable } from './unsayable.js';

/**
 * A fake of `buildx.controller.v1.Controller` in this process: it plays a scenario, with the real server's behaviour.
 *
 * @example
 * await using fake = await FakeController.start({ scenario: { builds: [build().add(vertex('[1/1] RUN make'))] } });
 * const { statuses } = await fake.client().build({ contextPath: '.' });
 * @since 0.1.0
 */
export class FakeController extends FakeServer<Life> {
  /** The protocol that the fake speaks; given by the option `revision`. */
  readonly revision: Revision;
  /** What `Info` answers; given by the option `info`. */
  readonly info: Readonly<BuildxVersion>;

  private constructor(
    options: FakeControllerOptions,
    protocol = new ControllerProtocol(),
    filter?: CallFilter,
    clock?: Timekeeper,
  ) {
    const character = characterOf(options);
    const { revision } = character;
    const drops = options.unsayable === 'drop';
    super(options, {
      protocol,
      ...(drops && { playedOf: (scenario) => sayable(scenario, revision) }),
      cannotPlay: (scenario) => [...buildKitsAlone(scenario), ...unsayable(scenario, revision)],
      live: (world, onDeath) => new Life(world, character, onDeath),
      filter,
      clock,
    });
    this.revision = revision;
    this.info = { ...infoOf(revision), ...character.info };
  }

  /**
   * Starts a fake, which needs neither Docker nor a port; end it with {@link stop}, or declare it with `await using`.
   *
   * @throws ScenarioError, UnknownQuirkError, UnknownRevisionError, ArgumentError when the options are wrong
   */
  static async start(options: FakeControllerOptions = {}): Promise<FakeController> {
    checkOptions('FakeController.start', options, controllerOptionRules);
    return new FakeController(options, new ControllerProtocol(transparent, { warns: true }));
  }

  /**
   * A fake that somebody stands in: for controllers that are broken on purpose. Its clock is its own unless one is given.
   * @internal
   */
  static startWith(
    options: FakeControllerOptions,
    middleware: Middleware,
    filter?: CallFilter,
    clock?: Timekeeper,
  ): FakeController {
    return new FakeController(options, new ControllerProtocol(middleware), filter, clock);
  }

  /**
   * The requests of an RPC that came, oldest first; of a stream, each message.
   *
   * @example expect(fake.requests('Build').map(({ options }) => options?.target)).to.deep.equal(['test']);
   * @throws ArgumentError for a name that no RPC of this revision has
   */
  requests<M extends MethodName>(rpc: M): readonly RequestOf<M>[] {
    return requestsIn(this.journal, rpc, this.#served) as readonly RequestOf<M>[];
  }

  /**
   * The last request of an RPC that came.
   *
   * @throws NoRequestError that says what came instead; ArgumentError as {@link requests}
   */
  lastRequest<M extends MethodName>(rpc: M): RequestOf<M> {
    return lastRequestIn(this.journal, rpc, this.#served) as RequestOf<M>;
  }

  get #served(): readonly MethodName[] {
    return Object.values(serviceOf(this.revision)).flatMap((method) => method?.name ?? []);
  }

  /**
   * A typed client in this process. It reads eagerly and loses nothing.
   * @throws ArgumentError when the options are wrong
   */
  client(options: Pick<ControllerClientOptions, 'observer'> = {}): ControllerClient {
    checkOptions('fake.client', options, { observer: callback });
    const newRef = (): string => this.newRef();
    return new ControllerClient(this.connect(), { ...options, revision: this.revision, newRef });
  }
}

function characterOf({
  revision: name = defaultRevision,
  quirks = 'all',
  info = {},
}: FakeControllerOptions): Character {
  const revision = parseRevision(name);
  return { revision, info: { ...infoOf(revision), ...definedOnly(info) }, quirks: resolveQuirks(quirks, revision) };
}

function definedOnly<T extends object>(values: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;
}
