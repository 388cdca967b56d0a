import { faultKind, needsWire } from '../../scenarios/model/fault-kind.js';
import type { FaultScript } from '../../scenarios/model/fault-script.js';
import type { Scenario } from '../../scenarios/model/scenario.js';
import { ScenarioError, type ScenarioProblem } from '../../scenarios/scenario-error.js';

/** Why grpc-js' server cannot do a fault; undefined when it can. */
export function beyondGrpcJs({ do: action }: FaultScript, place: string): ScenarioProblem | undefined {
  if (!needsWire(action)) return undefined;
  const path = `${place}.do.${faultKind(action)}`;
  return {
    path,
    message: `${path} needs hold of HTTP/2, which grpc-js does not give: start the fake with listener: 'http2'`,
  };
}

/** @throws ScenarioError that names every fault that grpc-js' server cannot do */
export function refuseBeyondGrpcJs({ faults = [] }: Scenario): void {
  const [first, ...others] = faults.flatMap((fault, i) => beyondGrpcJs(fault, `faults[${i}]`) ?? []);
  if (first !== undefined) throw new ScenarioError([first, ...others]);
}
