import { ControllerClient } from '../../../src/client/controller-client.js';
import { defaultFixtures } from '../../../src/conformance/fixtures/default-fixtures.js';
import type { Target } from '../../../src/conformance/trial/target.js';
import type { MethodName, RequestOf, ResponseOf } from '../../../src/protocol/methods.js';
import type { Init } from '../../../src/protocol/messages.js';
import { methodOf, serviceOf } from '../../../src/protocol/service.js';
import { RealClock } from '../../../src/time/real-clock.js';
import { InProcessConnection } from '../../../src/transport/in-process-connection.js';
import type { ServerCall } from '../../../src/transport/server-call.js';

/** One call as a stub's handler sees it. */
export interface StubCall<M extends MethodName> {
  readonly request: RequestOf<M>;
  readonly call: ServerCall;
  send(message: Init<ResponseOf<M>>): Promise<boolean>;
  /** Ends OK, with a reply if there is one. */
  answer(message?: Init<ResponseOf<M>>): Promise<void>;
  fail(code: number, message: string): void;
}

export type StubHandlers = { readonly [M in MethodName]?: (call: StubCall<M>) => void | Promise<void> };

export interface StubOptions {
  readonly restartable?: boolean;
  /** After a restart, the target stays dead. */
  readonly restartFails?: boolean;
}

const revision = '2023-04';
const info = { package: 'stub', version: 'v0', revision: 'none' };

/**
 * A controller of a few lines, right or wrong on purpose. What has no handler is answered OK and empty; Info is
 * answered while it lives. It notes every call that it gets.
 */
export class StubTarget {
  readonly calls: { readonly method: MethodName; readonly request: unknown }[] = [];
  restarts = 0;
  readonly target: Target;
  readonly #clock = new RealClock();
  readonly #handlers: StubHandlers;
  readonly #open = new Set<InProcessConnection>();
  #alive = true;

  constructor(handlers: StubHandlers = {}, { restartable = false, restartFails = false }: StubOptions = {}) {
    this.#handlers = handlers;
    this.target = {
      kind: 'address',
      address: 'stub',
      revision,
      info,
      fixtures: defaultFixtures,
      settleMs: 20,
      connect: async (options) => {
        const connection = new InProcessConnection((call) => void this.#accept(call), this.#clock);
        this.#open.add(connection);
        return new ControllerClient(connection, { ...options, revision });
      },
      close: async () => {},
      ...(restartable ? { restart: async () => this.#restart(restartFails) } : {}),
    };
  }

  /** Drops every connection and answers no more. */
  die(): void {
    this.#alive = false;
    for (const connection of this.#open) connection.drop('the stub died');
  }

  requestsOf<M extends MethodName>(method: M): RequestOf<M>[] {
    return this.calls.filter((call) => call.method === method).map((call) => call.request as RequestOf<M>);
  }

  #restart(fails: boolean): void {
    this.restarts += 1;
    this.#alive = !fails;
  }

  async #accept(call: ServerCall): Promise<void> {
    if (!this.#alive) return call.end({ code: 14, message: 'the stub is dead' });
    const method = Object.values(serviceOf(revision)).find(({ path }) => path === call.path)?.name;
    if (method === undefined) return call.end({ code: 12, message: `unknown method ${call.path}` });
    await this.#handle(method, call, this.#handlers[method]);
  }

  async #handle<M extends MethodName>(name: M, call: ServerCall, handler: StubHandlers[M]): Promise<void> {
    const { request: codec, response } = methodOf(revision, name);
    const bytes = await call.receive();
    const request = bytes === undefined ? codec.decode(new Uint8Array()) : codec.decode(bytes);
    this.calls.push({ method: name, request });
    const send = (message: Init<ResponseOf<M>>): Promise<boolean> => call.send(response.encode(message));
    const stubCall: StubCall<M> = {
      request,
      call,
      send,
      answer: async (message = {} as Init<ResponseOf<M>>) => {
        await send(message);
        call.end({ code: 0, message: '' });
      },
      fail: (code, message) => call.end({ code, message }),
    };
    if (handler !== undefined) await handler(stubCall);
    else if (name === 'Info') await stubCall.answer({ buildxVersion: info } as Init<ResponseOf<M>>);
    else await stubCall.answer();
  }
}
