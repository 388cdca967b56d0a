import { BuildHistory } from '../history/build-history.js';
import type { HistoryVertex, VertexState } from '../history/history-vertex.js';
import { historyProblems } from '../history/history-problems.js';
import { holdsText, shownText as shown } from '../history/text-pattern.js';
import type { Told } from '../history/told.js';
import { statusesText } from '../snapshots/statuses-text.js';
import type { Verdict } from './verdict.js';

/** How many lines of a history are shown, from its end. */
const mostLines = 40;

/** Whether a printer can make sense of this progress; with `ended`, of a build that is over. */
export function isValidHistory(told: Told, options: { readonly ended?: boolean } = {}): Verdict {
  const problems = historyProblems(told, options);
  const list = problems.map((problem) => `  ${problem}`).join('\n');
  return {
    holds: problems.length === 0,
    failure: () => `expected a valid history:\n${list}\n${whatWasTold(told)}`,
    refusal: () => `expected an invalid history, and nothing is wrong with it\n${whatWasTold(told)}`,
  };
}

/** Whether there is a vertex of this name and, where it is asked for, in this state. */
export function includesVertex(told: Told, name: string | RegExp, state?: VertexState): Verdict {
  const found = new BuildHistory(told).find(name);
  const what = `a vertex ${shown(name)}`;
  return {
    holds: found !== undefined && (state === undefined || found.state === state),
    failure: () =>
      found === undefined
        ? `expected ${what}, and there is none\n${whatWasTold(told)}`
        : `${isInState(found, state ?? found.state).failure()}\n${whatWasTold(told)}`,
    refusal: () =>
      `expected no ${what.slice(2)}${state === undefined ? '' : ` that is ${state}`}\n${whatWasTold(told)}`,
  };
}

/** Whether a vertex stands there. */
export function isInState(vertex: HistoryVertex, state: VertexState): Verdict {
  const seen = `${vertex.state}${vertex.error === '' ? '' : `: ${vertex.error}`}`;
  return {
    holds: vertex.state === state,
    failure: () => `expected vertex ${JSON.stringify(vertex.name)} to be ${state}, and it is ${seen}`,
    refusal: () => `expected vertex ${JSON.stringify(vertex.name)} not to be ${state}, and it is ${seen}`,
  };
}

/** Whether this was logged, by a vertex or by any: a text within its output, or an expression that matches there. */
export function hasLogged(source: Told | HistoryVertex, text: string | RegExp, vertex?: string | RegExp): Verdict {
  const { output, who } = outputOf(source, vertex);
  return {
    holds: holdsText(text, output),
    failure: () => `expected ${who} to have logged ${shown(text)}, and it logged ${JSON.stringify(output)}`,
    refusal: () => `expected ${who} not to have logged ${shown(text)}, and it logged ${JSON.stringify(output)}`,
  };
}

function outputOf(
  source: Told | HistoryVertex,
  name: string | RegExp | undefined,
): { readonly output: string; readonly who: string } {
  if ('output' in source && 'digest' in source)
    return { output: source.output, who: `vertex ${JSON.stringify(source.name)}` };
  const history = new BuildHistory(source);
  if (name === undefined) return { output: history.output, who: 'the build' };
  return { output: history.vertex(name).output, who: `vertex ${shown(name)}` };
}

function whatWasTold(told: Told): string {
  const lines = statusesText(told).trimEnd().split('\n');
  const cut = lines.length > mostLines ? [`… ${lines.length - mostLines} before`, ...lines.slice(-mostLines)] : lines;
  return `what was told:\n${cut.map((line) => `  ${line}`).join('\n')}`;
}
