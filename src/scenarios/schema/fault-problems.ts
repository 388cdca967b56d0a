import { directionOf, faultKind, isMessageFault } from '../model/fault-kind.js';
import { type FaultRpc, faultRpcs, isOfBuildKit, isStream } from '../model/fault-rpc.js';
import type { FaultDirection, FaultScript } from '../model/fault-script.js';
import type { ScenarioProblem } from '../scenario-error.js';

/** RPCs that are about no session and no build. */
const aboutNone: readonly FaultRpc[] = [
  'Info',
  ...faultRpcs.filter(
    (name) => isOfBuildKit(name) && !/^(Control\.(Solve|Status|Session|\w+BuildHistory)|LLBBridge\.)/.test(name),
  ),
];

/** The RPCs whose streams hold messages that can be divided and joined. */
const divisible: readonly FaultRpc[] = [
  'Status',
  'Input',
  'Invoke',
  'Control.Status',
  'Control.Session',
  'LLBBridge.ExecProcess',
];

/** Faults that could never strike, or of which nothing could be seen. */
export function faultProblems(fault: FaultScript, path: string): readonly ScenarioProblem[] {
  return [
    ...matchProblems(fault, path),
    ...triggerProblems(fault, path),
    ...messageProblems(fault, path),
    ...deathProblems(fault, path),
    ...answerProblems(fault, path),
  ];
}

function matchProblems({ rpc, when }: FaultScript, path: string): readonly ScenarioProblem[] {
  if (when === undefined || !aboutNone.includes(rpc)) return [];
  return [{ path: `${path}.when`, message: `${rpc} is about no session: leave it out` }];
}

function triggerProblems({ rpc, at = { open: true } }: FaultScript, path: string): readonly ScenarioProblem[] {
  const direction = directionOf(at);
  if (!('message' in at) || at.message === 1 || rpc === 'any' || isStream(rpc, direction)) return [];
  const instead = direction === 'request' || rpc !== 'Input' ? 'at most one' : 'no';
  return [{ path: `${path}.at.message`, message: `${rpc} has ${instead} ${direction}: give 1` }];
}

function messageProblems(fault: FaultScript, path: string): readonly ScenarioProblem[] {
  const { rpc, at = { open: true }, do: action } = fault;
  if (!isMessageFault(action)) return [];
  const kind = faultKind(action);
  const place = `${path}.do.${kind}`;
  if ('end' in at) return [{ path: place, message: `there is no message at the end of a call to ${kind}` }];
  const direction = directionOf(at);
  if (rpc === 'Input' && direction === 'response') {
    return [{ path: place, message: 'Input has no response, ever: give at.direction request' }];
  }
  const divides = kind === 'split' || kind === 'join';
  if (!divides && kind !== 'reorder') return [];
  if (!isStream(rpc, direction)) {
    const lack = rpc === 'any' ? 'not every RPC has one' : `${rpc} has none`;
    const message = `${kind} needs a stream of ${direction}s, and ${lack}: choose ${withStream(rpc, direction)}`;
    return [{ path: place, message }];
  }
  if (!divides || divisible.includes(rpc)) return [];
  const message = `messages of ${rpc} cannot be divided or joined: choose ${withStream(rpc, direction)}`;
  return [{ path: place, message }];
}

function deathProblems({ do: action }: FaultScript, path: string): readonly ScenarioProblem[] {
  if (!('die' in action) || action.die.restart === undefined || action.die.forGood !== true) return [];
  return [
    { path: `${path}.do.die.restart`, message: 'a server that is dead for good does not restart: leave one out' },
  ];
}

function answerProblems({ rpc, times, call, do: action }: FaultScript, path: string): readonly ScenarioProblem[] {
  const problems: ScenarioProblem[] = [];
  if ('answer' in action) {
    const place = `${path}.do.answer`;
    if (rpc === 'any') problems.push({ path: place, message: 'no message answers any RPC: choose one' });
    const end = action.answer.findIndex((step) => 'end' in step);
    if (end >= 0 && end < action.answer.length - 1) {
      problems.push({ path: `${place}[${end + 1}]`, message: 'the call has ended before: leave it out' });
    }
  }
  if (call !== undefined && times !== undefined && times !== 1) {
    problems.push({ path: `${path}.times`, message: 'it strikes in one call only: leave times out' });
  }
  return problems;
}

/** The RPCs of the same service's that have a stream that way. */
function withStream(rpc: FaultRpc, direction: FaultDirection): string {
  return divisible.filter((name) => isOfBuildKit(name) === isOfBuildKit(rpc) && isStream(name, direction)).join(' or ');
}
