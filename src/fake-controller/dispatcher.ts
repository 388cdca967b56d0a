import { behaves } from '../protocol/behaviour.js';
import type { MethodName, RequestOf, ResponseOf, Method } from '../protocol/methods.js';
import type { Init } from '../protocol/messages.js';
import { InvalidUtf8Error } from '../protocol/invalid-utf8-error.js';
import { ProtocolError } from '../protocol/protocol-error.js';
import { revisions } from '../protocol/revision.js';
import { methodOf as methodIn, serviceName, serviceOf } from '../protocol/service.js';
import { statusCodes } from '../protocol/status-code.js';
import { decodeStatusDetails, encodeStatusDetails, errorDetail } from '../protocol/status-details.js';
import type { CallNumbers } from '../transport/call-numbers.js';
import { ReceiveFault } from '../transport/receive-fault.js';
import { messageThatFits, outcomeThatFits } from '../transport/outcome-that-fits.js';
import { Roster } from '../transport/roster.js';
import type { Outcome, ServerCall } from '../transport/server-call.js';
import type { Context } from './context.js';
import { FaultyCall } from '../playback/faults/faulty-call.js';
import { handlers } from './handlers/index.js';
import type { JournalKind, JournalStatus } from '../journal/entry.js';
import type { UnnumberedEntry } from '../journal/recorded-entry.js';
import { transparent, type Middleware } from './handlers/middleware.js';
import type { TypedCall } from './handlers/typed-call.js';
import type { OpenCall } from '../playback/quiescence/open-calls.js';
import { RpcFailure } from '../playback/rpc-failure.js';
import { wording } from './wording.js';

/** The largest request in bytes that the real server takes, which is grpc-go's default. */
const serverReceiveLimit = 4_194_304;

/**
 * Takes calls in as bytes: finds the handler, decodes and encodes messages, keeps the journal, and turns errors into
 * statuses.
 */
export class Dispatcher {
  readonly #numbers: CallNumbers;
  readonly #middleware: Middleware;
  readonly #open = new Roster<OpenCall>();

  constructor(numbers: CallNumbers, middleware: Middleware = transparent) {
    this.#numbers = numbers;
    this.#middleware = middleware;
  }

  /** Calls whose handlers have not returned. */
  get open(): Iterable<OpenCall> {
    return this.#open;
  }

  /** Serves a call in this life of the server. What a life that has ended still says is not heard. */
  accept(context: Context, call: ServerCall): void {
    const name = call.path.slice(call.path.lastIndexOf('/') + 1);
    // The first slash may be missing, as with grpc-go.
    const isOurs = call.path.replace(/^\//, '') === `${serviceName}/${name}`;
    const method = isOurs ? methodOf(context, name) : undefined;
    if (method === undefined) return call.end(unknownMethod(call.path));
    const faults = context.faults.of(method.name);
    if (faults.length === 0) return this.#serve(context, call, method);
    const number = call.number ?? this.#numbers.next();
    const faulty = new FaultyCall(context, call, { method, other: inAnotherRevision(method, context) }, number, faults);
    this.#serve(context, faulty, method);
    faulty.begin();
  }

  /** Not an async function, because many calls may wait, and it would keep some memory for each. */
  #serve<M extends MethodName>(context: Context, call: ServerCall, method: Method<M>): void {
    const served = new ServedCall(context, call, method, call.number ?? this.#numbers.next());
    const place = this.#open.add(served);
    const serve = (through: TypedCall<M>): Promise<void> => handlers[method.name](context, through);
    const end = (outcome: Outcome): void => {
      this.#open.remove(place);
      served.end(outcome);
    };
    this.#middleware(context, served, serve).then(
      () => end(ok),
      (error: unknown) => end(toOutcome(error, context)),
    );
  }
}

const ok: Outcome = { code: statusCodes.OK, message: '' };

function methodOf(context: Context, name: string): Method | undefined {
  const service = serviceOf(context.revision);
  return Object.hasOwn(service, name) ? service[name as MethodName] : undefined;
}

function inAnotherRevision({ name }: Method, { revision }: Context): Method {
  return methodIn(revisions.find((candidate) => candidate !== revision) ?? revision, name);
}

/** The end of a call to an unknown method, in grpc-go's words. */
function unknownMethod(path: string): Outcome {
  const name = path.replace(/^\//, '');
  const slash = name.lastIndexOf('/');
  const { malformedMethod, unknownMethod, unknownService } = wording.transport;
  const service = name.slice(0, slash);
  const known = service === serviceName ? unknownMethod(name.slice(slash + 1), service) : unknownService(service);
  return { code: statusCodes.UNIMPLEMENTED, message: slash < 0 ? malformedMethod(path) : known };
}

class ServedCall<M extends MethodName> implements TypedCall<M>, OpenCall {
  readonly number: number;
  readonly method: M;
  readonly transport: ServerCall;
  readonly since: number;
  readonly #context: Context;
  readonly #call: ServerCall;
  readonly #method: Method<M>;
  #ref: string | undefined;
  #halfClosed = false;

  constructor(context: Context, call: ServerCall, method: Method<M>, number: number) {
    this.#context = context;
    this.#call = call;
    this.#method = method;
    this.number = number;
    this.method = method.name;
    this.transport = call;
    this.#record('open');
    this.since = context.journal.count;
    call.onCancel(() => this.#record('cancel'));
  }

  get cancelled(): boolean {
    return this.#call.cancelled;
  }

  onCancel(listener: () => void): () => void {
    return this.#call.onCancel(listener);
  }

  get ref(): string | undefined {
    return this.#ref;
  }

  about(ref: string): void {
    this.#ref = ref;
  }

  async receive(): Promise<RequestOf<M> | undefined> {
    const bytes = await this.#receiveBytes();
    if (bytes === undefined) {
      if (!this.#halfClosed && !this.cancelled) this.#record('half-close');
      this.#halfClosed = true;
      return undefined;
    }
    if (bytes.length > serverReceiveLimit)
      throw new RpcFailure(wording.transport.tooLarge(bytes.length), 'RESOURCE_EXHAUSTED');
    const message = this.#decode(bytes);
    if (this.#ref === undefined && 'ref' in message && typeof message.ref === 'string') this.#ref = message.ref;
    this.#record('request', message);
    return message;
  }

  send(message: Init<ResponseOf<M>>): Promise<boolean> {
    const bytes = this.#method.response.encode(message);
    this.#record('response', message);
    return this.#call.send(bytes);
  }

  end(whole: Outcome): void {
    const outcome = outcomeThatFits(whole);
    if (!this.cancelled) {
      const { code, message, details } = outcome;
      this.#record('status', {
        code,
        message,
        ...(details !== undefined && { details: decodeStatusDetails(details).details }),
      });
    }
    this.#call.end(outcome);
  }

  async #receiveBytes(): Promise<Uint8Array | undefined> {
    try {
      return await this.#call.receive();
    } catch (error) {
      if (!(error instanceof ReceiveFault)) throw error;
      const { requestStream, responseStream } = this.#method;
      const unary = !requestStream && !responseStream;
      throw new RpcFailure(error.message, error.truncated && unary ? 'UNKNOWN' : error.code);
    }
  }

  #decode(bytes: Uint8Array): RequestOf<M> {
    try {
      return this.#method.request.decode(bytes, { strictUtf8: true, sharesBytes: true });
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      const { undecodableMessage, undecodableRequest, invalidUtf8, invalidWireFormat } = wording.transport;
      const text = this.#method.responseStream || this.#method.requestStream ? undecodableMessage : undecodableRequest;
      throw new RpcFailure(text(error instanceof InvalidUtf8Error ? invalidUtf8 : invalidWireFormat), 'INTERNAL');
    }
  }

  #record(kind: 'open' | 'half-close' | 'cancel'): void;
  #record(kind: 'request' | 'response', what: object): void;
  #record(kind: 'status', what: JournalStatus): void;
  #record(kind: Exclude<JournalKind, 'note' | 'undecodable'>, what?: unknown): void {
    if (!this.#context.alive) return;
    const { number: call, method: rpc } = this;
    this.#context.journal.record({ kind, rpc, call, ref: this.#ref, what } as UnnumberedEntry);
  }
}

/** Where the real server says that almost every error was made. */
const stack = errorDetail('github.com/moby/buildkit/stack.Stack+json', {
  frames: [
    {
      Name: 'github.com/docker/buildx/controller/remote.(*Server).handle',
      File: 'github.com/docker/buildx/controller/remote/server.go',
      Line: 1,
    },
  ],
  cmdline: ['docker-buildx', '_INTERNAL_SERVE'],
  pid: 1,
});

function toOutcome(error: unknown, context: Context): Outcome {
  const failure = error instanceof RpcFailure ? error : brokenFake(error, context);
  const code = statusCodes[failure.code];
  const message = messageThatFits(failure.message);
  if (!behaves(context.revision, 'errorsCarryDetails') || isBare(message)) return { code, message };
  const details = failure.complete ? failure.details : [stack, ...failure.details];
  if (details.length === 0) return { code, message };
  return { code, message, details: encodeStatusDetails({ code, message, details }) };
}

/** Whether an error has no details: those of grpc-go itself, and Go's sentinel errors, which carry no stack. */
function isBare(message: string): boolean {
  return sentinels.includes(message) || message.startsWith('grpc: ');
}

const sentinels: readonly string[] = [
  'context canceled',
  'unexpected EOF',
  wording.transport.noMessage,
  wording.invoke.closedPipe,
];

/** Turns a defect of the fake itself into an error, so that it is seen rather than suffered as a hang. */
function brokenFake(error: unknown, context: Context): RpcFailure {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  context.journal.note(`defect of the fake: ${text}`);
  return new RpcFailure(`defect of the fake controller: ${text}`, 'INTERNAL');
}
