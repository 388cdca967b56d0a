import { methodNamed, servedServices, type ServedMethodName } from '../../protocol/buildkit/service.js';
import type { MethodName } from '../../protocol/methods.js';
import type { Rpc } from '../../protocol/rpc.js';
import { defaultRevision } from '../../protocol/revision.js';
import { isMethodName, methodOf } from '../../protocol/service.js';

/**
 * The RPC in whose calls a fault strikes. The controller's names, such as `Build`, stand for their counterparts on a
 * BuildKit; BuildKit's own, such as `Control.Solve`, are known to a BuildKit only; `any` is every RPC of whichever.
 *
 * @since 0.1.0
 */
export type FaultRpc = MethodName | ServedMethodName | 'any';

/** All names that BuildKit's own RPCs have in faults. */
export const servedMethodNames: readonly ServedMethodName[] = Object.values(servedServices).flatMap((methods) =>
  Object.values<Rpc<ServedMethodName>>(methods as never).map(({ name }) => name),
);

/** The RPCs of the controller's that a BuildKit has in another form. */
const counterparts: Readonly<Partial<Record<MethodName, ServedMethodName>>> = {
  Build: 'Control.Solve',
  Status: 'Control.Status',
  Invoke: 'LLBBridge.ExecProcess',
  Info: 'Control.Info',
};

/** What an RPC of the controller's is on a BuildKit; undefined where nothing there is like it. */
export function counterpartOf(name: MethodName): ServedMethodName | undefined {
  return counterparts[name];
}

/** The RPC of that name; undefined for `any`. */
export function rpcNamed(name: FaultRpc): Rpc | undefined {
  if (name === 'any') return undefined;
  return isMethodName(name) ? methodOf(defaultRevision, name) : methodNamed(name);
}
