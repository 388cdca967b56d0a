import type { ErrorDetail } from '../protocol/error-detail.js';
import { methodAt, servedServices, type BuildKitMethodName } from '../protocol/buildkit/service.js';
import type { RpcFailure } from '../playback/rpc-failure.js';
import { type FaultRpc, isOnBuildKit } from '../scenarios/model/fault-rpc.js';
import type { FaultReach } from '../serving/check-faults.js';
import type { FoundRpc, Protocol, UntypedCall } from '../serving/protocol.js';
import type { ServerCall } from '../transport/server-call.js';
import type { BuildKitCall } from './handlers/buildkit-call.js';
import { faultsOf } from './faults-of.js';
import { handlers } from './handlers/index.js';
import type { Life } from './life.js';

/** The services of a BuildKit daemon. */
export class BuildKitProtocol implements Protocol<Life> {
  readonly server = 'BuildKit';
  readonly requestLimit = 16_777_216;

  find(life: Life, { path, metadata }: ServerCall): FoundRpc | undefined {
    const method = methodAt(servedServices, path);
    const handler = method && handlers[method.name];
    if (method === undefined || handler === undefined) return undefined;
    const rpc = method as unknown as FoundRpc['rpc'];
    const serve = handler as (life: Life, call: BuildKitCall<BuildKitMethodName>, about: object) => Promise<void>;
    return {
      rpc,
      other: rpc,
      faults: faultsOf(life, method.name, metadata),
      quiet: method.name === 'Control.Session',
      // The cast is safe, because the call decodes and encodes by this method.
      serve: (call: UntypedCall) => serve(life, call as BuildKitCall<BuildKitMethodName>, metadata),
    };
  }

  hasService(service: string): boolean {
    return Object.hasOwn(servedServices, service);
  }

  reachOf(rpc: FaultRpc): FaultReach {
    return isOnBuildKit(rpc) ? 'served' : 'no counterpart';
  }

  detailsOf(_life: Life, failure: RpcFailure): readonly ErrorDetail[] {
    return failure.details;
  }
}
