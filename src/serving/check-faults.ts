import type { FaultRpc } from '../scenarios/model/fault-rpc.js';
import type { Scenario } from '../scenarios/model/scenario.js';
import { ScenarioError, type ScenarioProblem } from '../scenarios/scenario-error.js';

/**
 * What an RPC that a fault names is to a server: one that it serves, one that has no counterpart there, so that the
 * fault is passed over, or another server's own.
 */
export type FaultReach = 'served' | 'no counterpart' | 'foreign';

/**
 * Refuses faults in RPCs that only another server has.
 * @param server what the server is called, in the words of an error
 * @returns what is to be told of the faults that are passed over
 * @throws ScenarioError that names every place where it is wrong
 */
export function checkFaults(
  { faults = [] }: Scenario,
  reachOf: (rpc: FaultRpc) => FaultReach,
  server: string,
): readonly string[] {
  const reached = faults.map(({ rpc }, i) => ({ rpc, place: `faults[${i}]`, reach: reachOf(rpc) }));
  const [first, ...others] = reached
    .filter(({ reach }) => reach === 'foreign')
    .map(({ rpc, place }): ScenarioProblem => ({ path: `${place}.rpc`, message: `${server} does not serve ${rpc}` }));
  if (first !== undefined) throw new ScenarioError([first, ...others]);
  return reached
    .filter(({ reach }) => reach === 'no counterpart')
    .map(({ rpc, place }) => `${place} is passed over: ${server} has no counterpart of ${rpc}`);
}
