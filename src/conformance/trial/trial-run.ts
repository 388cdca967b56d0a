import type { CallEvent } from '../../client/call-event.js';
import type { Call, ControllerClient } from '../../client/controller-client.js';
import { RpcError } from '../../client/rpc-error.js';
import type { RpcStatus } from '../../client/rpc-status.js';
import type { Revision } from '../../protocol/revision.js';
import { serviceOf } from '../../protocol/service.js';
import { type ChoosingScheduler, scheduleOf } from '../../time/choosing-scheduler.js';
import { nextTurn } from '../../time/next-turn.js';
import { deepEqual } from '../engine/values/deep-equal.js';
import type { Fixtures } from '../fixtures/fixtures.js';
import type { FitFixtures } from './fit-fixtures.js';
import { cleanUp } from './janitor.js';
import { Hanging, Lacking, RunOver } from '../engine/check-ends.js';
import type { HangingCalls } from './hanging-calls.js';
import type { Leaks } from './leaks.js';
import type { Names } from './names.js';
import type { Execution, ExecutionSettings, Observed, RunConditions } from '../engine/service.js';
import { type WrittenCallEntry, written } from '../../journal/written-entry.js';
import { TrialRecord, type BuiltSession } from './trial-record.js';
import type { Capability } from './capability.js';
import { show } from '../../words/show.js';
import { statusText } from '../../protocol/status-text.js';
import { stepsOf } from './steps.js';
import type { Target } from './target.js';
import type { Trial } from './trial.js';
import { unattended } from './unattended.js';
import { Violation } from '../engine/violation.js';
import { timedOut, Watchdog, withTimeout } from '../engine/waiting.js';

/**
 * How long a call that must stay open is watched after its barrier, in milliseconds, unless the target says otherwise.
 */
const usualSettleMs = 50;

/** Between two tries of what is asked again and again, in milliseconds. */
const pauseMs = 10;

/** What trials of one run have in common. */
export interface TrialSurroundings {
  readonly target: Target;
  readonly fit: FitFixtures;
  readonly names: Names;
  /** Remembers what never answers, which need not be asked again. */
  readonly hangingCalls: HangingCalls;
  readonly leaks: Leaks;
}

/** What is called there, the client's observer is told of. */
function isOfService(revision: Revision, path: string): boolean {
  return Object.values(serviceOf(revision)).some((method) => method?.path === path);
}

/** A {@link Trial} over a target. */
export class TrialRun implements Trial, Execution<Trial> {
  readonly revision: Revision;
  readonly fixtures: Fixtures;
  readonly timeoutMs: number;
  readonly #recording: TrialRecord;
  readonly #surroundings: TrialSurroundings;
  readonly #run: RunConditions;
  readonly #settings: ExecutionSettings;
  readonly #clients: ControllerClient[] = [];
  readonly #refs = new Set<string>();
  /** What each failed wait was for, to say so when its RpcError escapes. */
  readonly #purposes = new WeakMap<RpcError, string>();
  #watchdog: Watchdog | undefined;
  /** Ends the check with an error. */
  #giveUp: (error: Error) => void = () => undefined;
  readonly #stop = (): void => this.#giveUp(new RunOver());
  #client: ControllerClient | undefined;
  #interleaved: { readonly target: Target; readonly scheduler: ChoosingScheduler } | undefined;

  constructor(surroundings: TrialSurroundings, run: RunConditions, settings: ExecutionSettings) {
    this.#surroundings = surroundings;
    this.#run = run;
    this.#settings = settings;
    this.revision = surroundings.target.revision;
    this.fixtures = surroundings.fit.fixtures;
    this.timeoutMs = run.timeoutMs;
    this.#recording = new TrialRecord(run.clock, () => this.#watchdog?.touch());
  }

  /**
   * Connects, and runs the check.
   * @throws Violation, also when an RpcError escapes or nothing moves any more; whatever else the check throws.
   */
  async run(check: (trial: Trial) => Promise<void>): Promise<void> {
    const { over } = this.#run;
    if (over.aborted) throw new RunOver();
    this.#client = await this.newClient();
    const silence = new Promise<never>((_, reject) => {
      this.#giveUp = reject;
      over.addEventListener('abort', this.#stop);
      this.#watchdog = new Watchdog(this.#run.clock, this.timeoutMs * 1.5, () => reject(this.#silent()));
    });
    try {
      await Promise.race([check(this), silence]);
    } catch (error) {
      if (!(error instanceof RpcError)) throw error;
      throw new Violation(this.#purposes.get(error) ?? 'a call that must succeed', 'OK', statusText(error.status));
    } finally {
      over.removeEventListener('abort', this.#stop);
      this.#watchdog?.stop();
      this.#run.onRun(this.#recording.events.filter(({ kind }) => kind === 'request' || kind === 'response').length);
    }
  }

  /**
   * Undoes what the trial made.
   * @returns what could not be undone.
   */
  async cleanUp(): Promise<string | undefined> {
    const { builds } = this.#recording;
    const { look } = this.#settings;
    // Copied before it is undone, and only for a look: there may be many events.
    const observed = look === undefined || this.#interleaved !== undefined ? undefined : this.observed();
    const refs = [...new Set([...this.#refs, ...builds.map((build) => build.ref)])];
    const failure = await this.#undo(builds, refs);
    if (failure !== undefined) this.#surroundings.leaks.excuse(refs);
    // Not for a target that was made for this trial alone, since everything is gone with it; nor where calls hang,
    // since looking takes calls.
    const canLook = this.#surroundings.hangingCalls.text === undefined;
    const isOver = this.#run.over.aborted;
    if (look !== undefined && observed !== undefined && failure === undefined && canLook && !isOver) {
      const { refused: _refused, ...seen } = observed;
      await this.#surroundings.leaks.look(look, refs, seen);
    }
    return failure;
  }

  async #undo(builds: readonly BuiltSession[], refs: readonly string[]): Promise<string | undefined> {
    const closeClients = async (): Promise<void> => {
      await Promise.all(this.#clients.splice(0).map((client) => client.close()));
    };
    const isGoneWithTarget = refs.length === 0 || this.#interleaved !== undefined;
    if (isGoneWithTarget || this.#surroundings.hangingCalls.hangs('Disconnect')) {
      await closeClients();
      await this.#interleaved?.target.close();
      return undefined;
    }
    const { clock, over } = this.#run;
    return cleanUp(this.#surroundings.target, clock, this.timeoutMs, { builds, refs, closeClients, over });
  }

  get client(): ControllerClient {
    if (this.#client === undefined) throw new Error('the trial has not begun');
    return this.#client;
  }

  async newClient(): Promise<ControllerClient> {
    const number = this.#clients.length + 1;
    const record = this.#recording.of(number);
    const observer = (event: CallEvent): void => {
      record(event);
      this.#look(event);
    };
    const client = unattended(await this.#target.connect({ observer }), {
      closing: () => this.#recording.closing(number),
      rawEnded: (path, status) => {
        if (!isOfService(this.revision, path)) this.#recording.strangerEnded(number, status);
      },
    });
    this.#clients.push(client);
    return client;
  }

  /**
   * Looks whether what a client does can come to anything. Where the suite chooses the order of events, nothing hangs.
   */
  #look(event: CallEvent): void {
    const { hangingCalls } = this.#surroundings;
    if (this.#interleaved !== undefined) return;
    hangingCalls.see(event);
    if (event.kind === 'open' && hangingCalls.hangs(event.rpc)) this.#giveUp(new Hanging(event.rpc));
  }

  async interleaved(drawn: ChoosingScheduler): Promise<ChoosingScheduler | undefined> {
    const { schedule } = this.#settings;
    const scheduler = schedule === undefined ? drawn : scheduleOf(schedule);
    const target = await this.#surroundings.target.scheduled?.(scheduler);
    if (target === undefined) return undefined;
    this.#interleaved = { target, scheduler };
    // Stopped, because this target's time is not the suite's: see #inTime.
    this.#watchdog?.stop();
    this.#client = await this.newClient();
    return scheduler;
  }

  observed(): Observed {
    const { refused, elapsedMs: tookMs } = this.#recording;
    const events = [...this.#recording.events];
    const order = this.#interleaved === undefined ? {} : { schedule: [...this.#interleaved.scheduler.order] };
    return {
      tookMs,
      ...order,
      refused,
      shown: () => ({ steps: stepsOf(events), journal: events.map((event) => written(event) as WrittenCallEntry) }),
    };
  }

  get #target(): Target {
    return this.#interleaved?.target ?? this.#surroundings.target;
  }

  ref(wanted = 'session'): string {
    const ref = this.#surroundings.names.next(wanted);
    this.#refs.add(ref);
    return ref;
  }

  processId(): string {
    return this.#surroundings.names.next('process');
  }

  exercised(): void {
    this.#settings.onExercised();
  }

  lacks(capability: Capability): never {
    this.#surroundings.fit.lack(capability);
  }

  async restart(): Promise<void> {
    const { target } = this.#surroundings;
    if (target.restart === undefined) throw new Lacking('restart');
    this.#recording.expectLoss();
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

  /** Waits in time. Where the order of events is chosen, the time is over as soon as nothing more can come. */
  #inTime<T>(promise: Promise<T>): Promise<T | typeof timedOut> {
    if (this.#interleaved === undefined) return withTimeout(this.#run.clock, this.timeoutMs, promise);
    return Promise.race([promise, this.#interleaved.scheduler.idle().then((): typeof timedOut => timedOut)]);
  }

  async staysOpen(
    what: string,
    call: Pick<Call<never, unknown>, 'status'>,
    barrier: () => Promise<unknown>,
  ): Promise<void> {
    await this.within(`${what}: the exchange that must overtake it`, barrier());
    const ended = await this.#soon(call);
    if (ended !== timedOut) throw new Violation(what, 'the call still open', `it ended ${statusText(ended)}`);
  }

  pause(): Promise<void> {
    if (this.#interleaved !== undefined) return nextTurn();
    return new Promise((resolve) => void this.#run.clock.after(pauseMs, 'the next try', resolve));
  }

  async endsSoon(call: Pick<Call<never, unknown>, 'status'>): Promise<boolean> {
    return (await this.#soon(call)) !== timedOut;
  }

  #soon({ status }: Pick<Call<never, unknown>, 'status'>): Promise<RpcStatus | typeof timedOut> {
    if (this.#interleaved !== undefined) return this.#inTime(status);
    return withTimeout(this.#run.clock, this.#surroundings.target.settleMs ?? usualSettleMs, status);
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
    const { openCalls } = this.#recording;
    this.#surroundings.hangingCalls.waitedFor(openCalls.map(({ method }) => method));
    const open = openCalls.map(({ method, call }) => `${method} #${call}`);
    return open.length === 0 ? 'nothing, and no call open' : `nothing; still open: ${open.join(', ')}`;
  }
}
