import { statusText } from '../../protocol/status-text.js';
import type { TrialEvent } from './trial-record.js';
import { show, showMessage } from '../../words/show.js';

/**
 * The most messages in a row of one call that are shown one by one; of a longer row, only the first and the last two
 * are.
 */
const longestRun = 6;

/**
 * Tells what happened in plain words, one line for each step. A request with its half-close is one step, and so is a
 * reply with its OK.
 */
export function stepsOf(events: readonly TrialEvent[]): string[] {
  const several = events.some((event) => event.client > 1);
  const steps: string[] = [];
  for (let at = 0; at < events.length; ) {
    const { text, length } = stepAt(events, at);
    const event = events[at];
    steps.push(several && event !== undefined ? `client ${event.client}: ${text}` : text);
    at += length;
  }
  return steps;
}

interface Step {
  readonly text: string;
  /** How many events the step covers. */
  readonly length: number;
}

function stepAt(events: readonly TrialEvent[], at: number): Step {
  const [first, second, third] = events.slice(at, at + 3);
  if (first === undefined) return { text: '', length: 1 };
  const call = `${first.rpc} #${first.call}`;
  const follows = (event: TrialEvent | undefined, kind: TrialEvent['kind']): boolean =>
    event?.kind === kind && event.call === first.call;
  switch (first.kind) {
    case 'open':
      if (second?.kind === 'request' && follows(second, 'request')) {
        const request = `${call} ${showMessage(second.message)}`;
        return follows(third, 'half-close')
          ? { text: request, length: 3 }
          : { text: `${request}, kept open`, length: 2 };
      }
      return { text: `${call} opens`, length: 1 };
    case 'request':
      return { text: `${call} sends ${showMessage(first.message)}`, length: 1 };
    case 'response': {
      const run = runLength(events, at);
      if (run > longestRun) {
        const messages = events
          .slice(at, at + run)
          .flatMap((event) => (event.kind === 'response' ? [event.message] : []));
        return { text: `${call} receives ${messages.length} messages: ${showEnds(messages)}`, length: run };
      }
      if (
        second?.kind === 'status' &&
        follows(second, 'status') &&
        second.status.code === 0 &&
        isUnaryReply(events, at)
      ) {
        return { text: `${call} answers OK ${showMessage(first.message)}`, length: 2 };
      }
      return { text: `${call} receives ${showMessage(first.message)}`, length: 1 };
    }
    case 'undecodable':
      return { text: `${call} receives ${show(first.bytes)}, which is no message: ${first.reason}`, length: 1 };
    case 'half-close':
      return { text: `${call} half-closes`, length: 1 };
    case 'cancel':
      return { text: `${call} is cancelled by the client`, length: 1 };
    case 'status':
      return { text: `${call} ends ${statusText(first.status)}`, length: 1 };
  }
}

function runLength(events: readonly TrialEvent[], at: number): number {
  const first = events[at];
  let length = 0;
  for (; events[at + length]?.kind === 'response' && events[at + length]?.call === first?.call; length += 1);
  return length;
}

function isUnaryReply(events: readonly TrialEvent[], at: number): boolean {
  const method = events[at]?.rpc;
  return method !== 'Status' && method !== 'Invoke';
}

function showEnds(messages: readonly unknown[]): string {
  const shown = (message: unknown): string => showMessage(message, 80);
  return `${messages.slice(0, 2).map(shown).join(', ')}, … ${messages.slice(-2).map(shown).join(', ')}`;
}
