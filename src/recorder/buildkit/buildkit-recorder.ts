import { rpcStatus } from '../../client/rpc-status.js';
import type { control, gateway } from '../../protocol/buildkit/messages.js';
import { servedServices } from '../../protocol/buildkit/service.js';
import type { StatusResponse } from '../../protocol/messages.js';
import type { Codec } from '../../protocol/rpc.js';
import { statusCodeName } from '../../protocol/status-code.js';
import type { BuildScript } from '../../scenarios/model/build-script.js';
import { preciseNowMs } from '../../time/precise-now.js';
import type { CallHeaders, CallWitness } from '../../transport/http2-relay.js';
import { MessageReader } from '../message-reader.js';
import { buildsOnBuildKit } from './builds-on-buildkit.js';
import type { SeenCall } from './seen-call.js';

const { 'moby.buildkit.v1.Control': daemon, 'moby.buildkit.v1.frontend.LLBBridge': bridge } = servedServices;

/**
 * Looks on while clients build with a BuildKit, and tells the builds as scripts. Of all that passes it reads what is asked
 * for, what frontends answer, and progress: never the session, in which files and secrets pass.
 */
export class BuildKitRecorder {
  readonly #epoch = preciseNowMs();
  readonly #solves: SeenCall<control.SolveRequest, control.SolveResponse>[] = [];
  readonly #frontends: SeenCall<gateway.SolveRequest, gateway.SolveResponse>[] = [];
  readonly #statuses: SeenCall<control.StatusRequest, StatusResponse>[] = [];
  readonly #tell: (line: string) => void;
  readonly #idle: (built: number) => void;
  #open = 0;

  /**
   * @param tell takes a line for each call that was read and has ended
   * @param idle called whenever no call is under way any more, with how many builds have ended; clients' probes are none
   */
  constructor(tell: (line: string) => void, idle: (built: number) => void = () => undefined) {
    this.#tell = tell;
    this.#idle = idle;
  }

  /** The builds that passed, in order. */
  get builds(): readonly BuildScript[] {
    return buildsOnBuildKit({
      epoch: this.#epoch,
      solves: this.#solves,
      frontends: this.#frontends,
      statuses: this.#statuses,
    });
  }

  /** What could not be read, a line each. */
  get gaps(): readonly string[] {
    const all = [...this.#solves, ...this.#frontends, ...this.#statuses];
    return all.flatMap(({ name, unreadable }) => (unreadable === undefined ? [] : [`${name}: ${unreadable}`]));
  }

  /** Makes the witness of a call. */
  witness(path: string, headers: CallHeaders): CallWitness {
    this.#open++;
    return {
      ...this.#reader(path, headers),
      gone: () => {
        this.#open--;
        if (this.#open === 0) this.#idle(this.#solves.filter(isBuilt).length);
      },
    };
  }

  #reader(path: string, headers: CallHeaders): Omit<CallWitness, 'gone'> {
    switch (path) {
      case daemon.Solve.path:
        return this.#watch(this.#seen(this.#solves, daemon.Solve.name, headers), daemon.Solve);
      case bridge.Solve.path:
        return this.#watch(this.#seen(this.#frontends, bridge.Solve.name, headers), bridge.Solve);
      case daemon.Status.path:
        return this.#watch(this.#seen(this.#statuses, daemon.Status.name, headers), daemon.Status);
      default:
        return unseen;
    }
  }

  #seen<Q, S>(calls: SeenCall<Q, S>[], name: string, headers: CallHeaders): SeenCall<Q, S> {
    const build = String(headers['buildkit-controlapi-buildid'] ?? '');
    const call = {
      name,
      build,
      requests: [],
      responses: [],
      ended: undefined,
      cancelled: false,
      unreadable: undefined,
    };
    calls.push(call);
    return call;
  }

  #watch<Q, S>(
    call: SeenCall<Q, S>,
    codecs: { readonly request: Codec<Q>; readonly response: Codec<S> },
  ): Omit<CallWitness, 'gone'> {
    const unreadable = (reason: string): void => {
      call.unreadable ??= reason;
    };
    const opened = this.#now;
    const request = new MessageReader(
      codecs.request,
      (message) => call.requests.push({ time: this.#now, message: message as Q }),
      unreadable,
    );
    const response = new MessageReader(
      codecs.response,
      (message) => call.responses.push({ time: this.#now, message: message as S }),
      unreadable,
    );
    const over = (outcome: string): void => {
      this.#tell(`${call.name} … ${outcome} ${Math.round(this.#now - opened)}ms`);
    };
    return {
      encoding: (side, name) => {
        (side === 'request' ? request : response).encoding = name;
      },
      request: (piece) => request.push(piece),
      halfClosed: () => request.end(),
      response: (piece) => response.push(piece),
      cancelled: () => {
        call.cancelled = true;
        over('cancelled by its client');
      },
      ended: (status) => {
        response.end();
        call.ended = { time: this.#now, status: rpcStatus(status) };
        over(statusCodeName(status.code));
      },
    };
  }

  get #now(): number {
    return preciseNowMs() - this.#epoch;
  }
}

function isBuilt({ requests: [asked], ended, cancelled }: SeenCall<control.SolveRequest, unknown>): boolean {
  return asked !== undefined && !asked.message.internal && (ended !== undefined || cancelled);
}

const nothing = (): void => undefined;
const unseen: Omit<CallWitness, 'gone'> = {
  encoding: nothing,
  request: nothing,
  halfClosed: nothing,
  response: nothing,
  cancelled: nothing,
  ended: nothing,
};
