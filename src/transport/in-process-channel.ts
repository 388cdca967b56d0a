import type { ChannelInterface, Deadline, connectivityState } from '@grpc/grpc-js';
import { statusCodes } from '../protocol/status-code.js';
import { nextTick, setImmediate } from '../time/host.js';
import { isDate } from 'node:util/types';
import { nowMs } from '../time/now.js';
import { RealClock } from '../time/real-clock.js';
import { ChannelCall, type GrpcCall } from './channel/channel-call.js';
import { ChannelRules, type InProcessChannelOptions } from './channel/channel-options.js';
import { grpcJs } from './grpc-js.js';
import type { InProcessConnection } from './in-process-connection.js';

// All that touches the experimental parts of grpc-js is here and in `channel/`: its channels and calls.

export type { ChannelInterface, InProcessChannelOptions };

type ParentCall = NonNullable<Parameters<ChannelInterface['createCall']>[3]>;
type ChannelRef = ReturnType<ChannelInterface['getChannelzRef']>;

/** The clock of those who watch a channel: what they wait for is not the fake's time. */
const clock = new RealClock();

/** A grpc-js channel without a socket: pass it to any client as `channelOverride`. */
export class InProcessChannel implements ChannelInterface {
  readonly #connect: () => InProcessConnection;
  readonly #rules: ChannelRules;
  readonly #watchers = new Set<(state: connectivityState) => void>();
  #connection: InProcessConnection | undefined;
  /** The states of a channel, by name. */
  readonly #states = grpcJs().connectivityState;
  #state = this.#states.IDLE;

  /** @throws what grpc-js throws of options that are wrong */
  constructor(connect: () => InProcessConnection, options: InProcessChannelOptions = {}) {
    this.#connect = connect;
    this.#rules = new ChannelRules(options);
  }

  close(): void {
    this.#connection?.retire();
    this.#become(this.#states.SHUTDOWN);
  }

  getTarget(): string {
    return 'in-process:buildx-testkit';
  }

  getConnectivityState(tryToConnect: boolean): connectivityState {
    const state = this.#state;
    if (tryToConnect && state !== this.#states.SHUTDOWN) this.#ready();
    return state;
  }

  watchConnectivityState(current: connectivityState, deadline: Date | number, callback: (error?: Error) => void): void {
    if (this.#state === this.#states.SHUTDOWN) throw new Error('Channel has been shut down');
    const passed = (): void => {
      this.#watchers.delete(changed);
      callback(new Error('Deadline passed without connectivity state change'));
    };
    const left = +deadline - nowMs();
    const timer = Number.isFinite(left) ? clock.after(left, 'deadline of a watched state', passed) : undefined;
    // As in grpc-js, the next change counts, and not that the state is another one already.
    const changed = (state: connectivityState): void => {
      if (state === current) return;
      this.#watchers.delete(changed);
      timer?.cancel();
      nextTick(callback);
    };
    this.#watchers.add(changed);
  }

  getChannelzRef(): ChannelRef {
    return { kind: 'channel' as ChannelRef['kind'], id: 0, name: this.getTarget() };
  }

  createCall(
    method: string,
    deadline: Deadline,
    host: string | null | undefined,
    parentCall: ParentCall | null,
    propagateFlags: number | null | undefined,
  ): GrpcCall {
    if (typeof method !== 'string') throw new TypeError('Channel#createCall: method must be a string');
    if (typeof deadline !== 'number' && !isDate(deadline)) {
      throw new TypeError('Channel#createCall: deadline must be a number or Date');
    }
    if (this.#state === this.#states.SHUTDOWN) throw new Error('Channel has been shut down');
    const connection = this.#ready();
    const call = new ChannelCall(connection, method, this.#rules, host ?? this.#rules.authority);
    let until = +deadline;
    const timeoutMs = this.#rules.methods?.timeoutMs(method);
    if (timeoutMs !== undefined) until = Math.min(until, nowMs() + timeoutMs);
    if (parentCall !== null) {
      const { propagate } = grpcJs();
      const flags = propagateFlags ?? propagate.DEFAULTS;
      if (flags & propagate.CANCELLATION) {
        parentCall.on('cancelled', () => call.cancelWithStatus(statusCodes.CANCELLED, 'Cancelled by parent call'));
      }
      if (flags & propagate.DEADLINE) until = Math.min(until, +parentCall.getDeadline());
    }
    call.setDeadline(until);
    return call;
  }

  #ready(): InProcessConnection {
    if (this.#connection !== undefined) return this.#connection;
    const { CONNECTING, READY } = this.#states;
    // Later, as over a socket: whoever asks at once sees the channel idle, and may watch for what comes.
    nextTick(() => this.#pass(CONNECTING));
    setImmediate(() => this.#pass(READY));
    this.#connection = this.#connect();
    return this.#connection;
  }

  #pass(state: connectivityState): void {
    if (this.#state !== this.#states.SHUTDOWN) this.#become(state);
  }

  #become(state: connectivityState): void {
    if (this.#state === state) return;
    this.#state = state;
    for (const watcher of [...this.#watchers]) watcher(state);
  }
}
