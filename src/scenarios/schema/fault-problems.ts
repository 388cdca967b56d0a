import type { MethodName } from '../../protocol/methods.js';
import { directionOf, faultKind, isMessageFault } from '../model/fault-kind.js';
import type { FaultScript } from '../model/fault-script.js';
import type { ScenarioProblem } from '../scenario-error.js';

/** The directions in which an RPC has more than one message, and those in which messages can be divided. */
const streams: Readonly<Partial<Record<MethodName, readonly string[]>>> = {
  Status: ['response'],
  Input: ['request'],
  Invoke: ['request', 'response'],
};

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
  if (rpc !== 'Info' || when === undefined) return [];
  return [{ path: `${path}.when`, message: 'Info is about no session: leave it out' }];
}

function triggerProblems({ rpc, at = { open: true } }: FaultScript, path: string): readonly ScenarioProblem[] {
  const direction = directionOf(at);
  if (!('message' in at) || at.message === 1 || rpc === 'any' || streams[rpc]?.includes(direction)) return [];
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
  const needsStream = kind === 'split' || kind === 'join' || kind === 'reorder';
  if (!needsStream || (rpc !== 'any' && streams[rpc]?.includes(direction))) return [];
  const message = `${kind} needs a stream of ${direction}s, and ${rpc === 'any' ? 'not every RPC has one' : `${rpc} has none`}: choose ${withStream(direction)}`;
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

function withStream(direction: string): string {
  return Object.entries(streams)
    .filter(([, directions]) => directions.includes(direction))
    .map(([rpc]) => rpc)
    .join(' or ');
}
