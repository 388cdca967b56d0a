import type { FaultRpc } from '../scenarios/model/fault-rpc.js';
import type { Scenario } from '../scenarios/model/scenario.js';
import type { ScenarioProblem } from '../scenarios/scenario-error.js';

/**
 * What an RPC that a fault names is to a server: one that it serves, one that has no counterpart there, so that the
 * fault is passed over, or another server's own.
 */
export type FaultReach = 'served' | 'no counterpart' | 'foreign';

/** A server, as far as faults go. */
interface Reached {
  /** What the server is called, in words to people. */
  readonly server: string;
  reachOf(rpc: FaultRpc): FaultReach;
}

/** Tells of faults in RPCs that only another server has. */
export function foreignFaults({ faults = [] }: Scenario, reached: Reached): readonly ScenarioProblem[] {
  return faults.flatMap(({ rpc }, i) =>
    reached.reachOf(rpc) === 'foreign'
      ? [{ path: `faults[${i}].rpc`, message: `${reached.server} does not serve ${rpc}` }]
      : [],
  );
}

/** What is to be told of the faults that are passed over. */
export function faultsPassedOver({ faults = [] }: Scenario, reached: Reached): readonly string[] {
  return faults.flatMap(({ rpc }, i) =>
    reached.reachOf(rpc) === 'no counterpart'
      ? [`faults[${i}] is passed over: ${reached.server} has no counterpart of ${rpc}`]
      : [],
  );
}
