import { behaves } from '../protocol/behaviour.js';
import type { ErrorDetail } from '../protocol/error-detail.js';
import type { Method, MethodName } from '../protocol/methods.js';
import { type Revision, revisions } from '../protocol/revision.js';
import { isMethodName, methodOf as methodIn, serviceName, serviceOf } from '../protocol/service.js';
import { errorDetail } from '../protocol/status-details.js';
import type { RpcFailure } from '../playback/rpc-failure.js';
import { type FaultRpc, isOfBuildKit } from '../scenarios/model/fault-rpc.js';
import type { FaultReach } from '../serving/check-faults.js';
import type { FoundRpc, Protocol } from '../serving/protocol.js';
import { usualRequestLimit } from '../transport/request-messages.js';
import type { ServerCall } from '../transport/server-call.js';
import { handlers } from './handlers/index.js';
import { transparent, type Middleware } from './handlers/middleware.js';
import { tellMissing } from './missing-rpc.js';
import type { TypedCall } from './handlers/typed-call.js';
import type { Life } from './life.js';
import { wording } from './wording.js';

/** The controller's service, in each of its revisions. */
export class ControllerProtocol implements Protocol<Life> {
  readonly server = 'the controller';
  readonly requestLimit = usualRequestLimit;
  readonly #middleware: Middleware;
  readonly #warns: boolean;

  /** With `warns`, a call of what only other revisions have is told on stderr, too, once in a process. */
  constructor(middleware: Middleware = transparent, { warns = false } = {}) {
    this.#middleware = middleware;
    this.#warns = warns;
  }

  find(life: Life, { path }: ServerCall): FoundRpc | undefined {
    const name = path.slice(path.lastIndexOf('/') + 1);
    // The first slash may be missing, as with grpc-go.
    const isOurs = path.replace(/^\//, '') === `${serviceName}/${name}`;
    const method = isOurs ? methodOf(life, name) : undefined;
    if (method !== undefined) return this.#found(life, method);
    if (isOurs && isMethodName(name)) tellMissing(life, name, this.#warns);
    return undefined;
  }

  hasService(service: string): boolean {
    return service === serviceName;
  }

  reachOf(rpc: FaultRpc): FaultReach {
    return isOfBuildKit(rpc) ? 'foreign' : 'served';
  }

  detailsOf({ revision }: Life, failure: RpcFailure, message: string): readonly ErrorDetail[] {
    if (!behaves(revision, 'errorsCarryDetails') || isBare(message, revision)) return [];
    return failure.complete ? failure.details : [stack, ...failure.details];
  }

  #found<M extends MethodName>(life: Life, method: Method<M>): FoundRpc {
    const serve = (through: TypedCall<M>): Promise<void> => handlers[method.name](life, through);
    return {
      rpc: method,
      reader: behaves(life.revision, 'wrongWireTypesAreRefused') ? 'vtproto' : 'golang',
      other: inAnotherRevision(method.name, life),
      faults: { now: life.faults.of(method.name) },
      // The cast is safe, because the call decodes and encodes by this method.
      serve: (call) => this.#middleware(life, call as TypedCall<M>, serve),
    };
  }
}

function methodOf({ revision }: Life, name: string): Method | undefined {
  const service = serviceOf(revision);
  return Object.hasOwn(service, name) ? service[name as MethodName] : undefined;
}

function inAnotherRevision(name: MethodName, { revision }: Life): Method {
  return methodIn(revisions.find((candidate) => candidate !== revision) ?? revision, name);
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

/** Whether an error has no details: those of grpc-go itself, and Go's sentinel errors, which carry no stack. */
function isBare(message: string, revision: Revision): boolean {
  if (message === 'context canceled') return !behaves(revision, 'cancellationsCarryStacks');
  return sentinels.includes(message) || message.startsWith('grpc: ');
}

const sentinels: readonly string[] = ['unexpected EOF', wording.transport.noMessage, wording.invoke.closedPipe];
