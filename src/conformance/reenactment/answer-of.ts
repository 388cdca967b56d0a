import { statusCodeName, statusCodes } from '../../protocol/status-code.js';
import type { AnswerStep, FaultScript, FaultStatus } from '../../scenarios/model/fault-script.js';
import type { MethodName } from '../../protocol/methods.js';
import type { WrittenCallEntry, WrittenStatus } from '../../journal/written-entry.js';

/** Makes an answer of what a call said, for the fake to give in its place to the nth call of its RPC. */
export function answerOf(entries: readonly WrittenCallEntry[], call: number): FaultScript {
  const steps: AnswerStep[] = [];
  let requests = 0;
  let expected = 0;
  let last = entries[0]?.time ?? 0;
  const say = (step: AnswerStep, now: number): void => {
    if (requests > expected) steps.push({ expect: requests });
    expected = requests;
    const wait = Math.round(now - last);
    if (wait > 0) steps.push({ wait });
    last = now;
    steps.push(step);
  };
  // What its client saw after giving the call up is not what the server said.
  const givenUp = entries.findIndex(({ kind }) => kind === 'cancel' || kind === 'undecodable');
  for (const { kind, time, bytes = '', status } of givenUp < 0 ? entries : entries.slice(0, givenUp + 1)) {
    if (kind === 'request') {
      requests++;
      last = time;
    } else if (kind === 'response' || kind === 'undecodable') say({ send: { base64: bytes } }, time);
    else if (kind === 'status' && status !== undefined) say({ end: endOf(status) }, time);
  }
  return { rpc: entries[0]?.rpc as MethodName, call, do: { answer: steps } };
}

/** The end of a call. A code that gRPC does not know cannot be said. */
function endOf({ code, message, details = [] }: WrittenStatus): FaultStatus {
  const name = statusCodeName(code);
  return {
    code: isCodeName(name) ? name : 'UNKNOWN',
    // Read as UTF-8, as it was on the wire; a journal from elsewhere may have half of a surrogate pair, which UTF-8 has
    // not.
    ...(message === '' ? {} : { message: Buffer.from(message).toString() }),
    ...(details.length === 0 ? {} : { details: [...details] }),
  };
}

function isCodeName(name: string): name is FaultStatus['code'] {
  return Object.hasOwn(statusCodes, name);
}
