import { statusCodeName, statusCodes } from '../../protocol/status-code.js';
import type { AnswerStep, FaultScript, FaultStatus } from '../../scenarios/model/fault-script.js';
import type { MethodName } from '../../protocol/methods.js';
import type { JournalEntry, JournalStatus } from '../engine/report.js';

/** What a call said, to be said again in place of the fake, as an answer to the nth call of its RPC. */
export function answerOf(entries: readonly JournalEntry[], call: number): FaultScript {
  const steps: AnswerStep[] = [];
  let requests = 0;
  let expected = 0;
  let time = entries[0]?.timeMs ?? 0;
  const say = (step: AnswerStep, now: number): void => {
    if (requests > expected) steps.push({ expect: requests });
    expected = requests;
    const wait = Math.round(now - time);
    if (wait > 0) steps.push({ wait });
    time = now;
    steps.push(step);
  };
  // What its client made of it after giving it up is none of the server's words.
  const givenUp = entries.findIndex(({ kind }) => kind === 'cancel' || kind === 'undecodable');
  for (const { kind, timeMs, bytes = '', status } of givenUp < 0 ? entries : entries.slice(0, givenUp + 1)) {
    if (kind === 'sent') {
      requests++;
      time = timeMs;
    } else if (kind === 'received' || kind === 'undecodable') say({ send: { base64: bytes } }, timeMs);
    else if (kind === 'status' && status !== undefined) say({ end: endOf(status) }, timeMs);
  }
  return { rpc: entries[0]?.method as MethodName, call, do: { answer: steps } };
}

/** A code that gRPC does not know cannot be said. */
function endOf({ code, message, details = [] }: JournalStatus): FaultStatus {
  const name = statusCodeName(code);
  return {
    code: isCodeName(name) ? name : 'UNKNOWN',
    // On the wire it was UTF-8, which has no half of a surrogate pair; a journal from elsewhere may.
    ...(message === '' ? {} : { message: Buffer.from(message).toString() }),
    ...(details.length === 0 ? {} : { details: details.map(({ typeUrl, bytes }) => ({ typeUrl, base64: bytes })) }),
  };
}

function isCodeName(name: string): name is FaultStatus['code'] {
  return Object.hasOwn(statusCodes, name);
}
