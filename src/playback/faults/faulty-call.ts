import type { Metadata } from '../../client/connection.js';
import type { BuildKitMethodName } from '../../protocol/buildkit/service.js';
import type { MethodName } from '../../protocol/methods.js';
import type { Rpc } from '../../protocol/rpc.js';
import { directionOf, isMessageFault } from '../../scenarios/model/fault-kind.js';
import type { AnswerStep, CallFaultAction, FaultDirection, FaultStatus } from '../../scenarios/model/fault-script.js';
import { CancellationSource } from '../../time/cancellation.js';
import { toMilliseconds } from '../../time/duration.js';
import { sleep } from '../../time/sleep.js';
import { ReceiveFault } from '../../transport/receive-fault.js';
import type { Outcome, ServerCall } from '../../transport/server-call.js';
import type { WireControl } from '../../transport/wire-control.js';
import type { Stage } from '../stage.js';
import { Answer } from './answer.js';
import { faultOutcome } from './fault-outcome.js';
import type { FaultInUse } from './fault-in-use.js';
import type { FaultsOfCall, LaterFaults } from './faults-of-call.js';
import { MessageLane } from './message-lane.js';

type AnyRpc = Rpc<MethodName | BuildKitMethodName>;

/** A call in which something goes wrong: it stands between the transport and the handler, which knows nothing of it. */
export class FaultyCall implements ServerCall {
  readonly number: number;
  readonly path: string;
  readonly metadata: Metadata;
  readonly peer: string;
  readonly #stage: Stage;
  readonly #call: ServerCall;
  readonly #method: AnyRpc;
  readonly #lanes: Readonly<Record<FaultDirection, MessageLane>>;
  /** Faults whose time has not come in this call. */
  readonly #waiting: Set<FaultInUse>;
  readonly #cancellation = new CancellationSource();
  /** Cancelled when the call is over, in whatever way. */
  readonly #done = new CancellationSource();
  /** Requests that the handler receives next. */
  readonly #received: Uint8Array[] = [];
  /** Faults of which it is not decided yet whether they may strike here. */
  #later: LaterFaults | undefined;
  #ref: string | undefined;
  /** What answers in place of the handler, if anything. */
  #answer: Answer | undefined;

  /** @param other the same RPC in another revision */
  constructor(
    stage: Stage,
    call: ServerCall,
    { method, other }: { readonly method: AnyRpc; readonly other: AnyRpc },
    number: number,
    { now, ref, later }: FaultsOfCall,
  ) {
    this.number = number;
    this.path = call.path;
    this.metadata = call.metadata;
    this.peer = call.peer;
    this.#stage = stage;
    this.#call = call;
    this.#method = method;
    this.#waiting = new Set(now);
    this.#ref = ref;
    this.#later = later;
    this.#lanes = {
      request: new MessageLane('request', method.request, other.request),
      response: new MessageLane('response', method.response, other.response),
    };
    call.onCancel(() => this.#abort());
  }

  get wire(): WireControl {
    return this.#call.wire;
  }

  get cancelled(): boolean {
    return this.#cancellation.cancelled;
  }

  onCancel(listener: () => void): () => void {
    return this.#cancellation.onCancel(listener);
  }

  /** Lets faults of the opening strike, and others wait for their time or barrier; called when the handler is there. */
  begin(): void {
    for (const fault of [...this.#waiting]) this.#begin(fault);
    if (this.#ref !== undefined) void this.#decide(undefined);
  }

  async receive(): Promise<Uint8Array | undefined> {
    const lane = this.#lanes.request;
    for (;;) {
      const next = this.#received.shift();
      if (next !== undefined) return next;
      if (this.#done.cancelled) return undefined;
      await lane.through(async () => {});
      const message = await this.#call.receive();
      const decided = message === undefined ? undefined : this.#learn(message);
      if (decided !== undefined) await decided;
      this.#received.push(...(message === undefined ? lane.rest() : this.#take('request', message)));
      await lane.through(async () => {});
      if (this.cancelled) this.#received.length = 0;
      if (message === undefined && this.#received.length === 0) return undefined;
    }
  }

  send(message: Uint8Array): Promise<boolean> {
    const lane = this.#lanes.response;
    return lane.through(async () => {
      if (this.#done.cancelled) return false;
      if (this.#answer !== undefined) return true;
      const messages = this.#take('response', message);
      return lane.through(async () => {
        const sent = await Promise.all(messages.map(async (one) => !this.#done.cancelled && this.#call.send(one)));
        return !this.#done.cancelled && sent.every(Boolean);
      });
    });
  }

  sendHeaders(): void {
    if (!this.#done.cancelled && this.#answer === undefined) this.#call.sendHeaders();
  }

  end(outcome: Outcome): void {
    const lane = this.#lanes.response;
    void lane.through(async () => {
      if (this.#answer !== undefined) return this.#drain();
      for (const fault of [...this.#waiting]) if ('end' in fault.at) this.#occasion(fault);
      await lane.through(async () => {
        if (this.#done.cancelled) return;
        if (this.#answer !== undefined) return this.#drain();
        for (const message of lane.rest()) void this.#call.send(message);
        this.#done.cancel();
        this.#call.end(outcome);
      });
    });
  }

  backlog(): ReturnType<ServerCall['backlog']> {
    const { requests, responses, held } = this.#call.backlog();
    return { requests: requests + this.#received.length, responses, held };
  }

  #take(direction: FaultDirection, message: Uint8Array): readonly Uint8Array[] {
    const lane = this.#lanes[direction];
    lane.count(message);
    if (direction === 'request') {
      this.#answer?.requestCame();
    }
    for (const fault of [...this.#waiting]) if (lane.has(fault.at)) this.#occasion(fault);
    if (this.#done.cancelled || (direction === 'response' && this.#answer !== undefined)) return [];
    return lane.pass(message);
  }

  /** Reads on when the handler is done, because an answer counts the requests. */
  async #drain(): Promise<void> {
    try {
      while ((await this.receive()) !== undefined);
    } catch (error) {
      // Requests that cannot be read are ignored, since nobody waits for them.
      if (!(error instanceof ReceiveFault)) throw error;
    }
  }

  /**
   * Learns which session the call is about; faults that strike at its opening can strike now. Gives a promise where the
   * request must wait for what is not known yet.
   */
  #learn(request: Uint8Array): Promise<void> | undefined {
    if (this.#ref !== undefined && this.#later === undefined) return undefined;
    const message = decoded(this.#method, request);
    if (this.#ref === undefined) {
      this.#ref = refIn(message);
      if (this.#ref !== undefined)
        for (const fault of [...this.#waiting]) if ('open' in fault.at) this.#occasion(fault);
    }
    return this.#decide(message);
  }

  /** Lets the faults in that may strike only in some calls, as soon as it is known that this is one. */
  #decide(request: object | undefined): Promise<void> | undefined {
    const later = this.#later;
    if (later === undefined) return undefined;
    this.#later = undefined;
    const decided = later.decide(request, this.#done, () => {
      const faults = later.faults.filter((fault) => fault.awaits());
      for (const fault of faults) this.#waiting.add(fault);
      for (const fault of faults) this.#begin(fault);
    });
    return later.faults.some(({ at }) => directionOf(at) === 'request') ? decided : undefined;
  }

  /** Lets a fault of the opening strike, and others wait for their time or barrier. */
  #begin(fault: FaultInUse): void {
    const { at, script } = fault;
    if ('open' in at && (script.when === undefined || this.#ref !== undefined)) this.#occasion(fault);
    if ('after' in at) void this.#sleep(fault, at.after).then((over) => over && this.#occasion(fault));
    if ('barrier' in at) this.#arrive(fault, at.barrier);
  }

  /** Called when a fault's time has come, once a call. */
  #occasion(fault: FaultInUse): void {
    if (this.#done.cancelled || !this.#waiting.delete(fault)) return;
    if (!fault.concerns(this.#ref) || !fault.strikes()) return;
    this.#note(fault.toText());
    const { script, at } = fault;
    if (isMessageFault(script.do)) this.#lanes[directionOf(at)].strike(script.do);
    else this.#strike(fault, script.do);
  }

  #strike(fault: FaultInUse, action: CallFaultAction): void {
    if ('delay' in action) return this.#lanes[directionOf(fault.at)].hold(this.#sleep(fault, action.delay));
    if ('stall' in action) return this.#lanes[action.stall].hold(this.#whenDone());
    if ('answer' in action) return this.#answerWith(fault, action.answer);
    if ('goaway' in action && action.goaway === 'draining') return this.wire.goAway('draining');
    // The handler hears of the end, and has nothing more to say.
    this.#done.cancel();
    if ('status' in action) this.#end(action.status);
    else if ('die' in action) void this.#stage.die(`${fault.place} says so`, action.die);
    else if ('reset' in action) this.wire.reset(action.reset);
    else if ('goaway' in action) this.wire.goAway('immediate');
    else if ('dropConnection' in action) this.wire.dropConnection();
    else if ('trailersWithoutStatus' in action) this.wire.endWithoutStatus();
    else action satisfies never;
    this.#abort();
  }

  #answerWith(fault: FaultInUse, steps: readonly AnswerStep[]): void {
    const { clock } = this.#stage;
    const who = `${fault.place} in ${this.#name}`;
    const answered = {
      clock,
      who,
      done: this.#done,
      send: (message: Uint8Array) => this.#call.send(message),
      end: (status: FaultStatus) => {
        this.#done.cancel();
        this.#end(status);
        // A unary call does its work to its end, whether its answer is heard or not.
        if (this.#method.requestStream || this.#method.responseStream) this.#abort();
      },
    };
    this.#answer ??= new Answer(answered, this.#lanes.request.messages);
    void this.#answer.play(steps);
  }

  #end(status: FaultStatus): void {
    if (status.headers === true) this.#call.sendHeaders();
    this.#call.end(faultOutcome(status));
  }

  #sleep(fault: FaultInUse, duration: number | string): Promise<boolean> {
    return sleep(this.#stage.clock, toMilliseconds(duration), `${fault.place} in ${this.#name}`, this.#done);
  }

  #arrive(fault: FaultInUse, barrier: string): void {
    const released = this.#stage.barriers.arrive(barrier, `${fault.place} in ${this.#name}`, this.#done);
    void released.then((go) => go && this.#occasion(fault));
  }

  #whenDone(): Promise<void> {
    return new Promise((resolve) => {
      this.#done.onCancel(resolve);
    });
  }

  #abort(): void {
    this.#received.length = 0;
    this.#done.cancel();
    this.#cancellation.cancel();
  }

  get #name(): string {
    return `${this.#method.name}#${this.number}`;
  }

  #note(text: string): void {
    if (!this.#stage.alive) return;
    const { name: rpc } = this.#method;
    this.#stage.journal.record({
      kind: 'note',
      rpc,
      call: this.number,
      ref: this.#ref,
      what: text,
    });
  }
}

function refIn(message: object | undefined): string | undefined {
  return message !== undefined && 'ref' in message && typeof message.ref === 'string' ? message.ref : undefined;
}

function decoded(method: AnyRpc, request: Uint8Array): object | undefined {
  try {
    return method.request.decode(request) as object;
  } catch {
    // Undecodable here; the handler will tell.
    return undefined;
  }
}
