import type { CallEvent } from '../../client/call-event.js';
import type { Call, ControllerClient } from '../../client/controller-client.js';
import { RpcError } from '../../client/rpc-error.js';
import type { RpcStatus } from '../../client/rpc-status.js';
import type { Revision } from '../../protocol/revision.js';
import { serviceOf } from '../../protocol/service.js';
import { type ChoosingScheduler, scheduleOf } from '../../time/choosing-scheduler.js';
import type { Timekeeper } from '../../time/clock.js';
import { deepEqual } from './deep-equal.js';
import type { Fixtures } from '../fixtures/fixtures.js';
import { cleanUp } from './janitor.js';
import { Hanging, type HangingCalls } from '../engine/run/hanging-calls.js';
import type { Leaks } from './leaks.js';
import type { Names } from './names.js';
import { RunOver } from '../run-over.js';
import { Recording, type RecordedBuild } from './recording.js';
import type { Capability } from '../engine/requirement.js';
import { show } from './show.js';
import { showStatus } from './steps.js';
import type { Target } from '../engine/target.js';
import type { Trial } from './trial.js';
import { unattended } from './unattended.js';
import { Lacking, Violation } from '../engine/violation.js';
import { timedOut, Watchdog, withTimeout } from './waiting.js';

/** How long a call that must stay open is watched after its barrier, unless the target says otherwise. */
const usualSettleMs = 50;

export interface TrialSettings {
  readonly target: Target;
  readonly clock: Timekeeper;
  readonly timeoutMs: number;
  readonly names: Names;
  /** The order of events of a counterexample that is replayed. */
  readonly schedule?: readonly string[];
  readonly onExercised: () => void;
  /** Told of each execution that is over how many messages it sent and received. */
  readonly onRun?: (messages: number) => void;
  /** What never answers need not be asked again. */
  readonly hangingCalls?: HangingCalls;
  /** Looks, after the clean-up, for what was left all the same. */
  readonly leaks?: Leaks;
  /** Aborted when nobody wants to know more: what is going on is given up, and cleaned up in short time. */
  readonly over?: AbortSignal;
}

/** What is called there, the client's observer is told of. */
function isOfService(revision: Revision, path: string): boolean {
  return Object.values(serviceOf(revision)).some((method) => method?.path === path);
}

/** A {@link Trial} over a target. */
export class TrialRun implements Trial {
  readonly recording: Recording;
  readonly revision: Revision;
  readonly fixtures: Fixtures;
  readonly timeoutMs: number;
  readonly #settings: TrialSettings;
  readonly #clients: ControllerClient[] = [];
  readonly #refs = new Set<string>();
  /** What a failed wait was for, to say so when its RpcError escapes. */
  readonly #purposes = new WeakMap<RpcError, string>();
  #watchdog: Watchdog | undefined;
  /** Ends the check. */
  #giveUp: (error: Error) => void = () => undefined;
  readonly #stop = (): void => this.#giveUp(new RunOver());
  #client: ControllerClient | undefined;
  #interleaved: { readonly target: Target; readonly scheduler: ChoosingScheduler } | undefined;

  constructor(settings: TrialSettings) {
    this.#settings = settings;
    this.revision = settings.target.revision;
    this.fixtures = settings.target.fixtures;
    this.timeoutMs = settings.timeoutMs;
    this.recording = new Recording(settings.clock, () => this.#watchdog?.touch());
  }

  /**
   * Connects, and runs the check.
   * @throws Violation, also when an RpcError escapes or nothing moves any more; whatever else the check throws.
   */
  async run(check: (trial: Trial) => Promise<void>): Promise<void> {
    const { over } = this.#settings;
    if (over?.aborted === true) throw new RunOver();
    this.#client = await this.newClient();
    const silence = new Promise<never>((_, reject) => {
      this.#giveUp = reject;
      over?.addEventListener('abort', this.#stop);
      this.#watchdog = new Watchdog(this.#settings.clock, this.timeoutMs * 1.5, () => reject(this.#silent()));
    });
    try {
      await Promise.race([check(this), silence]);
    } catch (error) {
      if (!(error instanceof RpcError)) throw error;
      throw new Violation(this.#purposes.get(error) ?? 'a call that must succeed', 'OK', showStatus(error.status));
    } finally {
      over?.removeEventListener('abort', this.#stop);
      this.#watchdog?.stop();
      this.#settings.onRun?.(this.recording.events.filter(({ kind }) => kind === 'sent' || kind === 'received').length);
    }
  }

  /** @returns what could not be undone. */
  async cleanUp(): Promise<string | undefined> {
    const { builds, elapsedMs: tookMs } = this.recording;
    const events = [...this.recording.events];
    const refs = [...new Set([...this.#refs, ...builds.map((build) => build.ref)])];
    const failure = await this.#undo(builds, refs);
    if (failure !== undefined) this.#settings.leaks?.excuse(refs);
    // What was made for this trial alone is gone with it.
    // Looking takes calls, too.
    const canLook = this.#settings.hangingCalls?.text === undefined;
    const isOver = this.#settings.over?.aborted === true;
    if (failure === undefined && this.#interleaved === undefined && canLook && !isOver)
      await this.#settings.leaks?.look(refs, { events, tookMs });
    return failure;
  }

  async #undo(builds: readonly RecordedBuild[], refs: readonly string[]): Promise<string | undefined> {
    const closeClients = async (): Promise<void> => {
      await Promise.all(this.#clients.splice(0).map((client) => client.close()));
    };
    if (refs.length === 0 || this.#interleaved !== undefined) {
      await closeClients();
      await this.#interleaved?.target.close();
      return undefined;
    }
    if (this.#settings.hangingCalls?.hangs('Disconnect') === true) {
      await closeClients();
      return undefined;
    }
    const { target, clock, over } = this.#settings;
    return cleanUp(target, clock, this.timeoutMs, {
      builds,
      refs,
      closeClients,
      ...(over === undefined ? {} : { over }),
    });
  }

  get client(): ControllerClient {
    if (this.#client === undefined) throw new Error('the trial has not begun');
    return this.#client;
  }

  async newClient(): Promise<ControllerClient> {
    const number = this.#clients.length + 1;
    const record = this.recording.of(number);
    const observer = (event: CallEvent): void => {
      record(event);
      this.#look(event);
    };
    const client = unattended(await this.#target.connect({ observer }), {
      closing: () => this.recording.closing(number),
      rawEnded: (path, status) => {
        if (!isOfService(this.revision, path)) this.recording.strangerEnded(number, status);
      },
    });
    this.#clients.push(client);
    return client;
  }

  /** Whether what a client does can come to anything. Where the suite chooses the order, nothing hangs. */
  #look(event: CallEvent): void {
    const { hangingCalls } = this.#settings;
    if (hangingCalls === undefined || this.#interleaved !== undefined) return;
    hangingCalls.see(event);
    if (event.kind === 'open' && hangingCalls.hangs(event.method)) this.#giveUp(new Hanging(event.method));
  }

  async interleaved(drawn: ChoosingScheduler): Promise<ChoosingScheduler | undefined> {
    const { schedule } = this.#settings;
    const scheduler = schedule === undefined ? drawn : scheduleOf(schedule);
    const target = await this.#settings.target.scheduled?.(scheduler);
    if (target === undefined) return undefined;
    this.#interleaved = { target, scheduler };
    // Its time is not ours: see #inTime.
    this.#watchdog?.stop();
    this.#client = await this.newClient();
    return scheduler;
  }

  /** The order of events that was chosen; undefined where the target chose it. */
  get schedule(): readonly string[] | undefined {
    return this.#interleaved === undefined ? undefined : [...this.#interleaved.scheduler.order];
  }

  get #target(): Target {
    return this.#interleaved?.target ?? this.#settings.target;
  }

  ref(wanted = 'session'): string {
    const ref = this.#settings.names.next(wanted);
    this.#refs.add(ref);
    return ref;
  }

  processId(): string {
    return this.#settings.names.next('process');
  }

  exercised(): void {
    this.#settings.onExercised();
  }

  lacks(capability: Capability): never {
    throw new Lacking(capability);
  }

  async restart(): Promise<void> {
    const { target } = this.#settings;
    if (target.restart === undefined) throw new Lacking('restart');
    this.recording.expectLoss();
    await target.restart();
    this.#client = await this.newClient();
  }

  async within<T>(what: string, promise: Promise<T>): Promise<T> {
    this.#watchdog?.touch();
    try {
      const outcome = await this.#inTime(promise);
      if (outcome === timedOut) throw new Violation(what, `it within ${this.timeoutMs} ms`, this.#stillOpen());
      return outcome;
    } catch (error) {
      if (error instanceof RpcError) this.#purposes.set(error, what);
      throw error;
    }
  }

  /** Where order is chosen, time is over as soon as nothing more can come. */
  #inTime<T>(promise: Promise<T>): Promise<T | typeof timedOut> {
    if (this.#interleaved === undefined) return withTimeout(this.#settings.clock, this.timeoutMs, promise);
    return Promise.race([promise, this.#interleaved.scheduler.idle().then((): typeof timedOut => timedOut)]);
  }

  async staysOpen(
    what: string,
    call: Pick<Call<never, unknown>, 'status'>,
    barrier: () => Promise<unknown>,
  ): Promise<void> {
    await this.within(`${what}: the exchange that must overtake it`, barrier());
    const ended = await this.#soon(call);
    if (ended !== timedOut) throw new Violation(what, 'the call still open', `it ended ${showStatus(ended)}`);
  }

  async endsSoon(call: Pick<Call<never, unknown>, 'status'>): Promise<boolean> {
    return (await this.#soon(call)) !== timedOut;
  }

  #soon({ status }: Pick<Call<never, unknown>, 'status'>): Promise<RpcStatus | typeof timedOut> {
    return withTimeout(this.#settings.clock, this.#settings.target.settleMs ?? usualSettleMs, status);
  }

  equal(what: string, seen: unknown, expected: unknown): void {
    if (!deepEqual(seen, expected)) throw Violation.ofValues(what, expected, seen);
  }

  oneOf(what: string, seen: unknown, expected: readonly unknown[]): void {
    if (expected.some((one) => deepEqual(seen, one))) return;
    throw new Violation(what, `one of ${expected.map((one) => show(one)).join(', ')}`, show(seen));
  }

  holds(what: string, condition: boolean, seen?: unknown): void {
    if (!condition) throw new Violation(what, 'that it holds', seen === undefined ? 'that it does not' : show(seen));
  }

  #silent(): Violation {
    return new Violation(
      'the exchange goes on',
      `a message or an end within ${this.timeoutMs * 1.5} ms`,
      this.#stillOpen(),
    );
  }

  #stillOpen(): string {
    const { openCalls } = this.recording;
    this.#settings.hangingCalls?.waitedFor(openCalls.map(({ method }) => method));
    const open = openCalls.map(({ method, call }) => `${method} #${call}`);
    return open.length === 0 ? 'nothing, and no call open' : `nothing; still open: ${open.join(', ')}`;
  }
}
