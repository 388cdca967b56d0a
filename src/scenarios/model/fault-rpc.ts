import type { ServedMethodName } from '../../protocol/buildkit/service.js';
import type { MethodName } from '../../protocol/methods.js';

/**
 * The RPC in whose calls a fault strikes. The controller's names, such as `Build`, stand for their counterparts on a
 * BuildKit; BuildKit's own, such as `Control.Solve`, are known to a BuildKit only; `any` is every RPC of whichever.
 *
 * @since 0.1.0
 */
export type FaultRpc = MethodName | ServedMethodName | 'any';

type Way = 'request' | 'response';

/** Every RPC of a fault, and the directions in which it has more than one message. */
const streamed: Readonly<Record<Exclude<FaultRpc, 'any'>, readonly Way[]>> = {
  Build: [],
  Status: ['response'],
  Input: ['request'],
  Invoke: ['request', 'response'],
  List: [],
  Disconnect: [],
  Info: [],
  ListProcesses: [],
  DisconnectProcess: [],
  Inspect: [],
  'Control.DiskUsage': [],
  'Control.Prune': ['response'],
  'Control.Solve': [],
  'Control.Status': ['response'],
  'Control.Session': ['request', 'response'],
  'Control.ListWorkers': [],
  'Control.Info': [],
  'Control.ListenBuildHistory': ['response'],
  'Control.UpdateBuildHistory': [],
  'LLBBridge.ResolveImageConfig': [],
  'LLBBridge.ResolveSourceMeta': [],
  'LLBBridge.Solve': [],
  'LLBBridge.ReadFile': [],
  'LLBBridge.ReadDir': [],
  'LLBBridge.StatFile': [],
  'LLBBridge.Evaluate': [],
  'LLBBridge.Ping': [],
  'LLBBridge.Return': [],
  'LLBBridge.Inputs': [],
  'LLBBridge.NewContainer': [],
  'LLBBridge.ReleaseContainer': [],
  'LLBBridge.ExecProcess': ['request', 'response'],
  'LLBBridge.ReadFileContainer': [],
  'LLBBridge.ReadDirContainer': [],
  'LLBBridge.StatFileContainer': [],
  'LLBBridge.Warn': [],
  'Content.Info': [],
  'Content.Update': [],
  'Content.List': ['response'],
  'Content.Delete': [],
  'Content.Read': ['response'],
  'Content.Status': [],
  'Content.ListStatuses': [],
  'Content.Write': ['request', 'response'],
  'Content.Abort': [],
  'Health.Check': [],
  'Health.List': [],
  'Health.Watch': ['response'],
  'TraceService.Export': [],
};

/** The RPCs of the controller's that a BuildKit has in another form; the others have no counterpart there. */
const counterparts: Readonly<Partial<Record<FaultRpc, ServedMethodName>>> = {
  Build: 'Control.Solve',
  Status: 'Control.Status',
  Invoke: 'LLBBridge.ExecProcess',
  Info: 'Control.Info',
};

/** All names that a fault's RPC can have. */
export const faultRpcs: readonly FaultRpc[] = [...(Object.keys(streamed) as FaultRpc[]), 'any'];

/** Whether it is one of BuildKit's own names, which have their service in front. */
export function isOfBuildKit(rpc: FaultRpc): rpc is ServedMethodName {
  return rpc.includes('.');
}

/** Whether a BuildKit has the RPC, or one that is its counterpart. */
export function isOnBuildKit(rpc: FaultRpc): boolean {
  return rpc === 'any' || isOfBuildKit(rpc) || counterparts[rpc] !== undefined;
}

/** Whether the RPC has more than one message in a direction; not every RPC has, where it is `any`. */
export function isStream(rpc: FaultRpc, direction: Way): boolean {
  return rpc !== 'any' && streamed[rpc].includes(direction);
}
