import { ControllerClient, type ControllerClientOptions } from '../client/controller-client.js';
import type { BuildxVersion } from '../protocol/messages.js';
import { infoOf } from '../protocol/info.js';
import { defaultRevision, type Revision } from '../protocol/revision.js';
import type { CallFilter } from '../serving/call-filter.js';
import { FakeServer } from '../serving/fake-server.js';
import { ControllerProtocol } from './controller-protocol.js';
import type { Middleware } from './handlers/middleware.js';
import { type Character, Life } from './life.js';
import type { FakeControllerOptions } from './options.js';
import { resolveQuirks } from './quirks/quirk-set.js';

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

  private constructor(options: FakeControllerOptions, middleware?: Middleware, filter?: CallFilter) {
    const character = characterOf(options);
    super(options, {
      protocol: new ControllerProtocol(middleware),
      live: (world, onDeath) => new Life(world, character, onDeath),
      filter,
    });
    this.revision = character.revision;
    this.info = { ...infoOf(character.revision), ...character.info };
  }

  /**
   * Starts a fake, which needs neither Docker nor a port; end it with {@link stop}, or declare it with `await using`.
   *
   * @throws ScenarioError, UnknownQuirkError, RangeError when the options are wrong
   */
  static async start(options: FakeControllerOptions = {}): Promise<FakeController> {
    return new FakeController(options);
  }

  /**
   * A fake that somebody stands in: for controllers that are broken on purpose.
   * @internal
   */
  static startWith(options: FakeControllerOptions, middleware: Middleware, filter?: CallFilter): FakeController {
    return new FakeController(options, middleware, filter);
  }

  /** A typed client in this process. It reads eagerly and loses nothing. */
  client(options: Pick<ControllerClientOptions, 'observer'> = {}): ControllerClient {
    const newRef = (): string => this.newRef();
    return new ControllerClient(this.connect(), { ...options, revision: this.revision, newRef });
  }
}

function characterOf({ revision = defaultRevision, quirks = 'all', info = {} }: FakeControllerOptions): Character {
  return { revision, info: { ...infoOf(revision), ...definedOnly(info) }, quirks: resolveQuirks(quirks, revision) };
}

function definedOnly<T extends object>(values: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;
}
