import { checkOptions } from '../options/check.js';
import { flag } from '../options/rules.js';
import { statusCodes } from '../protocol/status-code.js';
import type { FaultDeath } from '../scenarios/model/fault-script.js';
import { barriersIn } from '../scenarios/model/barriers-in.js';
import type { Scenario } from '../scenarios/model/scenario.js';
import { ScenarioError, type ScenarioProblem } from '../scenarios/scenario-error.js';
import { knownScenario, type ScenarioInput } from '../scenarios/to-scenario.js';
import type { Clock, Timekeeper } from '../time/clock.js';
import { toMilliseconds } from '../time/duration.js';
import { newSessionRef } from '../client/session-ref.js';
import { Random } from '../time/random.js';
import type { Timer } from '../time/timer-queue.js';
import {
  InProcessChannel,
  type ChannelInterface,
  type InProcessChannelOptions,
} from '../transport/in-process-channel.js';
import { InProcessConnection } from '../transport/in-process-connection.js';
import type { ServerCall } from '../transport/server-call.js';
import { unambiguous } from '../words/unambiguous.js';
import type { Journal } from '../journal/journal.js';
import { Listeners } from '../transport/listening/listeners.js';
import { NotQuiescentError } from '../playback/quiescence/not-quiescent-error.js';
import { randomStreams } from '../playback/random-streams.js';
import { faultsPassedOver, foreignFaults } from './check-faults.js';
import type { CallFilter } from './call-filter.js';
import { Dispatcher } from './dispatcher.js';
import type { FakeOptions } from './fake-options.js';
import { allLeftovers } from './leftovers.js';
import type { Protocol } from './protocol.js';
import type { OnDeath, ServerLife } from './server-life.js';
import { worldOf, type World } from './world.js';

/**
 * Told of the server's death: why it died, and in how many milliseconds of the fake's clock it is back; undefined for
 * never.
 *
 * @since 0.1.0
 */
export type DeathListener = (reason: string, backInMs: number | undefined) => void;

/** How many milliseconds after its death the server listens again, unless a scenario says otherwise. */
const rebirthMs = 100;

/** What is particular about a fake's service. */
export interface FakeParts<L extends ServerLife> {
  readonly protocol: Protocol<L>;
  /** What is played of a scenario. Default: all of it. */
  readonly playedOf?: (scenario: Scenario) => Scenario;
  /** What of that this service cannot play. Default: nothing. */
  readonly cannotPlay?: (scenario: Scenario) => readonly ScenarioProblem[];
  /** Makes a life of the server, at its start and after its death. */
  readonly live: (world: World, onDeath: OnDeath) => L;
  /** Stands between the transport and the dispatcher. Default: nothing does. */
  readonly filter?: CallFilter | undefined;
  /** The time by which it goes. Default: a clock of its own, as the options say. */
  readonly clock?: Timekeeper | undefined;
}

/**
 * What the fakes of all services have in common: a clock, a journal, scenarios, connections in this process, and
 * listeners.
 *
 * @since 0.1.0
 */
export abstract class FakeServer<L extends ServerLife = ServerLife> implements AsyncDisposable {
  /** The fake's clock: `await fake.clock.advance('3s')`. */
  readonly clock: Clock;
  /** Every message both ways, and what happened in the fake itself. */
  readonly journal: Journal;
  readonly #seed: number;
  readonly #warn: (text: string) => void;
  readonly #listeners: Listeners;
  readonly #connections = new Set<InProcessConnection>();
  readonly #deathListeners = new Set<DeathListener>();
  #world: World;
  #refs: Random;
  readonly #dispatcher: Dispatcher<L>;
  readonly #parts: FakeParts<L>;
  #life: L;
  #stopped = false;
  /** Whether the server has died and is not back, so that calls in process are refused. */
  #down = false;
  #rebirth: Timer | undefined;

  /** @internal */
  protected constructor(options: FakeOptions, parts: FakeParts<L>) {
    const { seed = 0, onStuck = 'warn' } = options;
    this.#parts = parts;
    this.#seed = seed;
    this.#refs = new Random(seed, randomStreams.refs);
    const { warn = (text: string) => process.emitWarning(text, 'BuildxTestkitWarning') } = options;
    this.#warn = (text) => warn(unambiguous(text));
    this.#world = worldOf(options, this.#warn, parts.clock);
    this.#dispatcher = new Dispatcher(this.#world.numbers, parts.protocol);
    const { clock, journal } = this.#world;
    this.clock = clock;
    this.journal = journal;
    this.#listeners = new Listeners(
      (call) => this.#accept(call),
      (text) => this.#tellHungUp(text),
      parts.protocol.requestLimit,
    );
    this.#life = this.#newLife();
    if (onStuck !== 'ignore') clock.onIdle(() => this.#tellStuck(onStuck));
    if (options.scenario !== undefined) this.use(options.scenario);
  }

  /**
   * A fresh ref of a session, drawn by the seed.
   * @internal
   */
  protected newRef(): string {
    return newSessionRef(() => this.#refs.integer(0, 35));
  }

  /**
   * A new grpc-js channel in this process, at each read: pass it to any grpc-js client as `channelOverride`. A client that
   * is closed closes its channel, so that clients that shared one would end each other's calls.
   */
  get channel(): ChannelInterface {
    return this.createChannel();
  }

  /**
   * A new grpc-js channel in this process, with options of its own: those of grpc-js by their names, too, since grpc-js
   * gives a channel that it has not made none of its client's. Retries of a `grpc.service_config` wait on the fake's clock.
   * @throws what grpc-js throws of options that are wrong
   */
  createChannel(options: InProcessChannelOptions = {}): ChannelInterface {
    return new InProcessChannel(() => this.connect(), options);
  }

  /**
   * Serves clients in any language.
   * @param address `unix` (default: a socket in a new directory of its own), `unix:///path`, `tcp://host:port` or
   * `host:port`; port 0 is any free one
   * @returns the gRPC target: `unix:///path` or `host:port`
   * @throws ListenError when nobody can listen there, or the fake was stopped; AddressError when it is no address
   */
  async listen(address = 'unix'): Promise<string> {
    return this.#listeners.open(address);
  }

  /**
   * Plays this scenario from now on, before those that are there.
   * @throws ScenarioError that names every place where it is wrong
   */
  use(scenario: ScenarioInput): void {
    this.#take(this.#playable(scenario));
  }

  /**
   * Plays these scenarios from now on, the first before the others, in place of all that were there; sessions stay.
   * @throws ScenarioError as {@link use} does, and then nothing has changed
   */
  replace(scenarios: readonly ScenarioInput[]): void {
    const checked = scenarios.map((scenario) => this.#playable(scenario));
    this.#world.scripts.reset();
    this.#world.faults.reset();
    for (const scenario of checked.toReversed()) this.#take(scenario);
  }

  /**
   * Resolves when a script has come to this barrier, where it is held until {@link release}; at once when that was
   * before. Barriers are shared by builds, programs and the test.
   * @throws UnknownBarrierError when no script in use has it: call {@link use} first
   * @example await fake.barrier('copied'); fake.release('copied');
   */
  barrier(name: string): Promise<void> {
    const { barriers } = this.#world;
    return barriers.whenReached(barriers.checked(name));
  }

  /**
   * Lets everything go on that is held at this barrier, and everything that comes there until {@link reset}.
   * @throws UnknownBarrierError when no script in use has it: call {@link use} first
   */
  release(barrier: string): void {
    const { barriers } = this.#world;
    barriers.release(barriers.checked(barrier));
  }

  /**
   * Forgets scenarios, sessions, processes and the journal; calls that are open end UNAVAILABLE. Chance, the numbers of
   * calls and the journal's time begin anew; the clock goes on.
   */
  reset(): void {
    const reason = 'the fake was reset';
    this.#endLife(reason);
    this.#listeners.endCalls({ code: statusCodes.UNAVAILABLE, message: reason });
    this.#world.scripts.reset();
    this.#world.faults.reset();
    this.#world.barriers.reset();
    this.#world = { ...this.#world, random: new Random(this.#seed, randomStreams.server) };
    this.#refs = new Random(this.#seed, randomStreams.refs);
    this.#world.numbers.restart();
    this.#life = this.#newLife();
    this.journal.restart();
    if (this.#down) this.#restart();
  }

  /**
   * Holds that nothing is left: no open call, unread message, writer that is held back, pending timer, script held at
   * a barrier, unused `once` script, request that no script knew, or fault that did not strike; with `sessions`, no session and no process either.
   * @throws NotQuiescentError with a table of what is; ArgumentError when the options are wrong
   */
  assertQuiescent(options: { readonly sessions?: boolean } = {}): void {
    checkOptions('fake.assertQuiescent', options, { sessions: flag });
    const { sessions = false } = options;
    const leftovers = [
      ...allLeftovers({ ...this.#world, calls: this.#dispatcher.open }),
      ...(sessions ? this.#life.leftovers() : []),
    ];
    if (leftovers.length > 0) throw new NotQuiescentError(leftovers);
  }

  /**
   * The requests that no script knew and that were refused for that, in order, such as `the build of session "r"`.
   */
  get unknownRequests(): readonly string[] {
    return [...this.#world.scripts.refused];
  }

  /**
   * Calls `listener` whenever an input or a scripted fault has killed the server; returns a function that ends this.
   */
  onDeath(listener: DeathListener): () => void {
    this.#deathListeners.add(listener);
    return () => this.#deathListeners.delete(listener);
  }

  /**
   * Ends all calls and leaves nothing behind: no socket, no timer. Calls that come later are refused with UNAVAILABLE.
   */
  async stop(): Promise<void> {
    if (this.#stopped) return;
    this.#stopped = true;
    this.#endLife('the fake was stopped');
    for (const connection of this.#connections) connection.abandon('the fake was stopped');
    this.#listeners.close();
    this.#world.clock.stop();
  }

  /** Does what {@link stop} does, at the end of a block with `await using`. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  /**
   * A new connection in this process.
   * @internal
   */
  protected connect(): InProcessConnection {
    const connection = new InProcessConnection(
      (call) => this.#accept(call),
      this.#world.clock,
      this.#world.numbers,
      () => this.#connections.delete(connection),
    );
    this.#connections.add(connection);
    return connection;
  }

  #playable(input: ScenarioInput): Scenario {
    const { protocol, cannotPlay, playedOf = (all) => all } = this.#parts;
    const scenario = playedOf(knownScenario(input));
    const [first, ...others] = [...(cannotPlay?.(scenario) ?? []), ...foreignFaults(scenario, protocol)];
    if (first !== undefined) throw new ScenarioError([first, ...others]);
    return scenario;
  }

  #take(scenario: Scenario): void {
    this.#world.scripts.use(scenario);
    this.#world.faults.use(scenario, (rpc) => this.#parts.protocol.reachOf(rpc) === 'served');
    for (const text of faultsPassedOver(scenario, this.#parts.protocol)) this.journal.note(text);
    this.#world.barriers.know(barriersIn(scenario));
  }

  #newLife(): L {
    return this.#parts.live(this.#world, (reason, death) => this.#die(reason, death));
  }

  #accept(call: ServerCall): void {
    if (this.#stopped) call.end({ code: statusCodes.UNAVAILABLE, message: 'the fake was stopped' });
    else if (this.#down) call.end({ code: statusCodes.UNAVAILABLE, message: 'No connection established' });
    else this.#dispatcher.accept(this.#life, this.#parts.filter?.(call) ?? call);
  }

  /**
   * Tells of calls that are stuck. While the fake listens on sockets nothing is told, because nobody can see what
   * clients there are about to do.
   */
  #tellStuck(onStuck: 'warn' | 'error'): void {
    if (!this.#listeners.none) return;
    this.#life.waits.tell((text, end) => {
      this.journal.note(text);
      if (onStuck === 'error') end();
      else this.#warn(text);
    });
  }

  #tellHungUp(text: string): void {
    this.journal.note(text);
    this.#warn(text);
  }

  #endLife(reason: string): void {
    this.#life.end();
    for (const connection of this.#connections) connection.drop(reason);
  }

  /**
   * Ends this life of the server: every connection drops, every session is gone, and a new server takes the old one's
   * place.
   */
  #die(reason: string, { restart, forGood = false, leavesSocket = false }: FaultDeath): void {
    this.journal.note(`the server dies: ${reason}`);
    this.#endLife('Connection dropped');
    this.#listeners.drop(leavesSocket ? 'leave' : 'remove');
    this.#life = this.#newLife();
    this.#down = forGood || restart !== undefined;
    const ms = restart === undefined ? rebirthMs : toMilliseconds(restart);
    for (const listener of this.#deathListeners) listener(reason, forGood ? undefined : ms);
    if (forGood || (this.#listeners.none && !this.#down)) return;
    this.#rebirth = this.#world.clock.after(ms, 'the server starts again', () => this.#restart());
  }

  #restart(): void {
    this.#rebirth?.cancel();
    this.#down = false;
    void this.#listeners.reopen((failure) => this.journal.note(this.#reopened(failure)));
  }

  /** What the journal says of the restart: somebody may have taken the address meanwhile. */
  #reopened(failure: string | undefined): string {
    if (failure === undefined) return 'the server listens again';
    const text = `after its death the server is gone for good: ${failure}`;
    this.#warn(text);
    return text;
  }
}
