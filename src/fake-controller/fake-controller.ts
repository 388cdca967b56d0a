import { ControllerClient, type ControllerClientOptions } from '../client/controller-client.js';
import { infoOf } from '../protocol/info.js';
import { defaultRevision, revisions, type Revision } from '../protocol/revision.js';
import { serviceOf } from '../protocol/service.js';
import { statusCodes } from '../protocol/status-code.js';
import type { Scenario } from '../scenarios/model/scenario.js';
import { toScenario, type ScenarioInput } from '../scenarios/to-scenario.js';
import type { FaultDeath } from '../scenarios/model/fault-script.js';
import type { Clock, Timekeeper } from '../time/clock.js';
import { ChoosingScheduler } from '../time/choosing-scheduler.js';
import { Random } from '../time/random.js';
import { RealClock } from '../time/real-clock.js';
import { scheduledBy, type Scheduler } from '../time/scheduler.js';
import { toMilliseconds } from '../time/duration.js';
import type { Timer } from '../time/timer-queue.js';
import { VirtualClock } from '../time/virtual-clock.js';
import { CallNumbers } from '../transport/call-numbers.js';
import { GrpcJsListener } from '../transport/grpc-js-listener.js';
import { Http2Listener } from '../transport/http2-listener.js';
import {
  InProcessChannel,
  type ChannelInterface,
  type InProcessChannelOptions,
} from '../transport/in-process-channel.js';
import { InProcessConnection } from '../transport/in-process-connection.js';
import type { Acceptor, ServerCall } from '../transport/server-call.js';
import type { SocketServer } from '../transport/socket-server.js';
import { Barriers } from './barriers/barriers.js';
import { Dispatcher } from './dispatcher.js';
import type { CallFilter } from './handlers/call-filter.js';
import { FaultLibrary } from './faults/fault-library.js';
import { refuseBeyondGrpcJs } from './faults/beyond-grpc-js.js';
import type { Middleware } from './handlers/middleware.js';
import { Journal } from './journal/journal.js';
import { Life, type World } from './life.js';
import { ListenError } from './listening/listen-error.js';
import { Listener } from './listening/listener.js';
import type { FakeControllerOptions, ListenerKind } from './options.js';
import { NotQuiescentError, type Leftover } from './quiescence/not-quiescent-error.js';
import { leftoversOf } from './quiescence/open-calls.js';
import type { Session } from './sessions/session.js';
import { resolveQuirks } from './quirks/quirk-set.js';
import { ScriptLibrary } from './scripts/script-library.js';

/** Told of a death: why, and in how many milliseconds of the fake's clock the server is back; undefined for never. */
export type DeathListener = (reason: string, backInMs: number | undefined) => void;

/** After its death, the server listens again so many milliseconds later. */
const rebirthMs = 100;

/** The RPCs of every revision: one that this revision lacks is refused in the real server's words, not in grpc-js'. */
const knownPaths = [
  ...new Set(revisions.flatMap((revision) => Object.values(serviceOf(revision)).map(({ path }) => path))),
];

/**
 * A fake of `buildx.controller.v1.Controller` in this process: it plays a scenario, with the real server's behaviour.
 *
 * @example
 * await using fake = await FakeController.start({ scenario: { builds: [build().add(vertex('[1/1] RUN make'))] } });
 * const { statuses } = await fake.client().build({ contextPath: '.' });
 */
export class FakeController implements AsyncDisposable {
  readonly revision: Revision;
  readonly clock: Clock;
  /** Every message both ways, and what happened in the fake. */
  readonly journal: Journal;
  readonly #clock: Timekeeper;
  readonly #seed: number;
  readonly #warn: (text: string) => void;
  readonly #listeners: Listener[] = [];
  readonly #connections = new Set<InProcessConnection>();
  readonly #deathListeners = new Set<DeathListener>();
  #world: World;
  readonly #listener: ListenerKind;
  readonly #numbers = new CallNumbers();
  readonly #dispatcher: Dispatcher;
  readonly #filter: CallFilter;
  #life: Life;
  #stopped = false;
  /** The server has died, and calls in process are refused. */
  #down = false;
  #rebirth: Timer | undefined;

  private constructor(options: FakeControllerOptions, middleware?: Middleware, filter: CallFilter = (call) => call) {
    this.#dispatcher = new Dispatcher(this.#numbers, middleware);
    this.#filter = filter;
    const { revision = defaultRevision, quirks = 'all', seed = 0, races = 'usual', clock = 'auto', epoch } = options;
    this.revision = revision;
    this.#clock =
      clock === 'real'
        ? new RealClock()
        : new VirtualClock(clock, epoch === undefined ? undefined : +epoch, schedulerOf(options.schedule, seed));
    this.clock = this.#clock;
    this.journal = new Journal(this.#clock);
    this.#seed = seed;
    this.#listener = options.listener ?? 'auto';
    this.#warn = options.warn ?? ((text) => process.emitWarning(text, 'BuildxTestkitWarning'));
    this.#world = {
      revision,
      info: { ...infoOf(revision), ...definedOnly(options.info ?? {}) },
      clock: this.#clock,
      random: new Random(seed),
      races,
      journal: this.journal,
      barriers: new Barriers(this.journal),
      scripts: new ScriptLibrary(options.onUnhandledRequest ?? 'error', this.#warn),
      faults: new FaultLibrary(seed),
      quirks: resolveQuirks(quirks, revision),
    };
    this.#life = this.#newLife();
    const { onStuck = 'warn' } = options;
    if (onStuck !== 'ignore') this.#clock.onIdle(() => this.#tellStuck(onStuck));
    if (options.scenario !== undefined) this.use(options.scenario);
  }

  /** @throws ScenarioError, UnknownQuirkError when the options are wrong */
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
    return new ControllerClient(this.#connect(), { ...options, revision: this.revision });
  }

  /** A new grpc-js channel in this process: pass it to any grpc-js client as `channelOverride`. */
  get channel(): ChannelInterface {
    return this.createChannel();
  }

  /** A new grpc-js channel in this process, with other limits than grpc-js' own. */
  createChannel(options: InProcessChannelOptions = {}): ChannelInterface {
    return new InProcessChannel(() => this.#connect(), options);
  }

  /**
   * Serves clients in any language.
   * @param address `unix` (default: a socket in a new directory of its own), `unix:///path`, `tcp://host:port` or
   * `host:port`; port 0 is any free one
   * @returns the gRPC target: `unix:///path` or `host:port`
   * @throws ListenError when nobody can listen there, the fake was stopped, or grpc-js was asked for and a fault needs
   * more; AddressError when it is no address
   */
  async listen(address = 'unix'): Promise<string> {
    const beyond = this.#listener === 'grpc-js' ? this.#world.faults.beyondGrpcJs : undefined;
    if (beyond !== undefined) throw new ListenError(address, beyond.message);
    const listener = await Listener.open(address, () => this.#socketServer());
    if (this.#stopped) {
      listener.close();
      throw new ListenError(address, 'the fake was stopped');
    }
    this.#listeners.push(listener);
    return listener.target;
  }

  /**
   * Plays this scenario from now on, before what was there.
   * @throws ScenarioError that names every place where it is wrong; also where a fault is beyond grpc-js, which listens
   * already
   */
  use(scenario: ScenarioInput): void {
    this.#take(this.#check(scenario));
  }

  /**
   * Plays these scenarios from now on, the first before the others, in place of all that were there; sessions stay.
   * @throws ScenarioError as {@link use} does, and then nothing has changed
   */
  replace(scenarios: readonly ScenarioInput[]): void {
    const checked = scenarios.map((scenario) => this.#check(scenario));
    this.#world.scripts.reset();
    this.#world.faults.reset();
    for (const scenario of checked.toReversed()) this.#take(scenario);
  }

  /**
   * Resolves when a script has come to this barrier, where it is held until {@link release}; at once when that was
   * before. Barriers are shared by builds, programs and the test.
   * @example await fake.barrier('copied'); fake.release('copied');
   */
  barrier(name: string): Promise<void> {
    return this.#world.barriers.whenReached(name);
  }

  /** Lets everything go on that is held at this barrier, and everything that comes there until {@link reset}. */
  release(barrier: string): void {
    this.#world.barriers.release(barrier);
  }

  /**
   * Forgets scenarios, sessions, processes and the journal; calls that are open end UNAVAILABLE. Chance, the numbers of
   * calls and the journal's time begin anew; the clock goes on.
   */
  reset(): void {
    const reason = 'the fake was reset';
    this.#endLife(reason);
    for (const listener of this.#listeners) listener.endCalls({ code: statusCodes.UNAVAILABLE, message: reason });
    this.#world.scripts.reset();
    this.#world.faults.reset();
    this.#world.barriers.reset();
    this.#world = { ...this.#world, random: new Random(this.#seed) };
    this.#numbers.restart();
    this.#life = this.#newLife();
    this.journal.restart();
    if (this.#down) this.#restart();
  }

  /**
   * Holds that nothing is left: no open call, unread message, writer that is held back, pending timer, script held at
   * a barrier, unused `once` script, or fault that did not strike; with `sessions`, no session and no process either.
   * @throws NotQuiescentError with a table of what is
   */
  assertQuiescent({ sessions = false }: { readonly sessions?: boolean } = {}): void {
    const leftovers: readonly Leftover[] = [
      ...leftoversOf(this.#dispatcher.open),
      ...this.clock.pending().map(({ label, in: ms }) => leftover('pending timer', label, `due in ${ms} ms`)),
      ...this.#world.barriers.held.map(({ barrier, who, since }) =>
        leftover('held at barrier', barrier, `${who}, since journal entry ${since}`),
      ),
      ...this.#world.scripts.unused.map((place) => leftover('unused script', place, 'once')),
      ...this.#world.faults.lacking.map(({ place, how }) => leftover('unused fault', place, how)),
      ...(sessions ? this.#life.sessions.all.flatMap(leftoversOfSession) : []),
    ];
    if (leftovers.length > 0) throw new NotQuiescentError(leftovers);
  }

  /** Calls `listener` when an input has killed the server; returns how to stop. */
  onDeath(listener: DeathListener): () => void {
    this.#deathListeners.add(listener);
    return () => this.#deathListeners.delete(listener);
  }

  /** Ends all calls and leaves nothing behind: no socket, no timer. */
  async stop(): Promise<void> {
    if (this.#stopped) return;
    this.#stopped = true;
    this.#endLife('the fake was stopped');
    for (const listener of this.#listeners) listener.close();
    this.#clock.stop();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  #check(input: ScenarioInput): Scenario {
    const scenario = toScenario(input);
    if (this.#listeners.some(({ holdsWire }) => !holdsWire)) refuseBeyondGrpcJs(scenario);
    return scenario;
  }

  #take(scenario: Scenario): void {
    this.#world.scripts.use(scenario);
    this.#world.faults.use(scenario);
  }

  #newLife(): Life {
    return new Life(this.#world, (reason, death) => this.#die(reason, death));
  }

  #connect(): InProcessConnection {
    const connection = new InProcessConnection(
      (call) => this.#accept(call),
      this.#clock,
      this.#numbers,
      () => this.#connections.delete(connection),
    );
    this.#connections.add(connection);
    return connection;
  }

  #socketServer(): SocketServer {
    const accept: Acceptor = (call) => this.#accept(call);
    const wire =
      this.#listener === 'http2' || (this.#listener === 'auto' && this.#world.faults.beyondGrpcJs !== undefined);
    return wire ? new Http2Listener(accept) : new GrpcJsListener(knownPaths, accept);
  }

  #accept(call: ServerCall): void {
    if (this.#stopped) call.end({ code: statusCodes.UNAVAILABLE, message: 'the fake was stopped' });
    else if (this.#down) call.end({ code: statusCodes.UNAVAILABLE, message: 'No connection established' });
    else this.#dispatcher.accept(this.#life, this.#filter(call));
  }

  /** Clients on sockets cannot be seen: what they are about to do is theirs to know. */
  #tellStuck(onStuck: 'warn' | 'error'): void {
    if (this.#listeners.length > 0) return;
    this.#life.waits.tell((text, end) => {
      this.journal.note(text);
      if (onStuck === 'error') end();
      else this.#warn(text);
    });
  }

  #endLife(reason: string): void {
    this.#life.end();
    for (const connection of this.#connections) connection.drop(reason);
  }

  /** Every connection drops, every session is gone; a new server takes the old one's place. */
  #die(reason: string, { restart, forGood = false, leavesSocket = false }: FaultDeath): void {
    this.journal.note(`the server dies: ${reason}`);
    this.#endLife('Connection dropped');
    for (const listener of this.#listeners) listener.drop(leavesSocket ? 'leave' : 'remove');
    this.#life = this.#newLife();
    this.#down = forGood || restart !== undefined;
    const ms = restart === undefined ? rebirthMs : toMilliseconds(restart);
    for (const listener of this.#deathListeners) listener(reason, forGood ? undefined : ms);
    if (forGood || (this.#listeners.length === 0 && !this.#down)) return;
    this.#rebirth = this.#clock.after(ms, 'the server starts again', () => this.#restart());
  }

  #restart(): void {
    this.#rebirth?.cancel();
    this.#down = false;
    void this.#reopen();
  }

  async #reopen(): Promise<void> {
    for (const listener of this.#listeners) {
      if (this.#stopped) return;
      const outcome = await listener.reopen().then(
        () => 'the server listens again',
        (error: unknown) => this.#notReopened(error),
      );
      this.journal.note(outcome);
      if (this.#stopped) listener.drop();
    }
  }

  /** Somebody has taken the address meanwhile. */
  #notReopened(error: unknown): string {
    const text = `after its death the server is gone for good: ${error instanceof Error ? error.message : String(error)}`;
    this.#warn(text);
    return text;
  }
}

function leftover(what: Leftover['what'], which: string, since: string): Leftover {
  return { what, which, since };
}

function leftoversOfSession({ ref, processes }: Session): readonly Leftover[] {
  return [
    leftover('session', ref, 'not disconnected'),
    ...processes.all.map(({ id }) => leftover('process', id, `of session ${JSON.stringify(ref)}`)),
  ];
}

function schedulerOf(schedule: FakeControllerOptions['schedule'], seed: number): Scheduler | undefined {
  if (schedule === undefined || schedule === 'arrival') return undefined;
  if (schedule === 'seeded') {
    const random = new Random(seed);
    return new ChoosingScheduler((labels) => random.integer(0, labels.length - 1));
  }
  return 'turn' in schedule ? schedule : scheduledBy(schedule);
}

function definedOnly<T extends object>(values: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;
}
