import { verticesOf } from './build-history.js';
import { instantOf } from './instant.js';
import { statusesIn, type Told, type ToldStatus, type ToldVertex } from './told.js';

/**
 * What is wrong with messages of Status, one text for each; none when a printer can make sense of all of them. Something
 * is wrong where a message speaks of a vertex that was not announced, where a vertex ends without having begun, ends
 * before it began or fails without having ended, and where the logs of one message are not in the order
 * of their times. A vertex may run more than once.
 *
 * @param ended - The build is over: what has begun must have ended, and inputs must have been announced. Default false.
 * @throws TypeError when there is no progress in what is given
 * @since 0.1.0
 */
export function historyProblems(told: Told, { ended = false }: { readonly ended?: boolean } = {}): readonly string[] {
  const known = new Map<string, ToldVertex>();
  const problems = statusesIn(told).flatMap((status, index) =>
    [...problemsOf(status, known)].map((problem) => `message ${index + 1}: ${problem}`),
  );
  return ended ? [...problems, ...loose(known)] : problems;
}

function* problemsOf(status: ToldStatus, known: Map<string, ToldVertex>): Generator<string> {
  for (const vertex of verticesOf(status)) {
    const before = known.get(vertex.digest ?? '');
    const inputs = vertex.inputs?.length ? vertex.inputs : before?.inputs;
    known.set(vertex.digest ?? '', { ...vertex, inputs });
    const problem = problemOfVertex(vertex);
    if (problem !== undefined) yield `${quoted(vertex)} ${problem}`;
  }
  const named = { log: status.logs, status: status.statuses, warning: status.warnings };
  for (const [what, list] of Object.entries(named)) {
    for (const { vertex } of list ?? [])
      if (!known.has(vertex ?? '')) yield `a ${what} of ${vertex ?? ''}, which no vertex has announced`;
  }
  const times = (status.logs ?? []).map(({ timestamp }) => instantOf(timestamp) ?? 0n);
  const early = times.findIndex((time, index) => time < (times[index - 1] ?? time));
  if (early >= 0) yield `log ${early + 1} is older than the one before it`;
}

function problemOfVertex(vertex: ToldVertex): string | undefined {
  const started = instantOf(vertex.started);
  const completed = instantOf(vertex.completed);
  if (completed !== undefined && started === undefined) return 'is completed, and was never started';
  if (completed !== undefined && started !== undefined && completed < started) return 'is completed before it started';
  if (completed === undefined && (vertex.error ?? '') !== '') return 'has failed, and is not completed';
  return undefined;
}

function loose(known: ReadonlyMap<string, ToldVertex>): readonly string[] {
  return [...known.values()].flatMap((vertex) => [
    ...(instantOf(vertex.started) !== undefined && instantOf(vertex.completed) === undefined
      ? [`at the end: ${quoted(vertex)} is not completed`]
      : []),
    ...(vertex.inputs ?? [])
      .filter((digest) => !known.has(digest))
      .map((digest) => `at the end: ${quoted(vertex)} depends on ${digest}, which was not announced`),
  ]);
}

const quoted = ({ name, digest }: ToldVertex): string => JSON.stringify(name ?? digest ?? '');
