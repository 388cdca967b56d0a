import type { Trace, TracedBuild, TracedVertex } from './trace.js';
import { unambiguousLine } from '../words/unambiguous.js';
import { stateOf, tookMs } from './vertex-state.js';

/** How a trace is written for a terminal. */
export interface TraceTextOptions {
  /** Width in columns. Default 100. */
  readonly columns?: number;
}

const longestName = 44;
const leastChart = 16;
/** So many lines of what a failed vertex printed are shown, from its end. */
const mostLines = 5;

/** Writes a trace as text: a line for each vertex, with a bar for when it ran, and why it failed. */
export function traceText(trace: Trace, { columns = 100 }: TraceTextOptions = {}): string {
  const { title, builds, entries, durationMs } = trace;
  const calls = new Set(entries.flatMap(({ call }) => call ?? [])).size;
  const sums = [
    seconds(durationMs),
    count(builds.length, 'build'),
    count(calls, 'call'),
    count(entries.length, 'event'),
  ];
  const sections = builds.map((build) => buildText(build, durationMs, columns));
  return `${[`${unambiguousLine(title)}: ${sums.join(', ')}`, ...sections].join('\n\n')}\n`;
}

function buildText({ ref, vertices }: TracedBuild, durationMs: number, columns: number): string {
  const names = Math.min(longestName, Math.max(0, ...vertices.map(({ name }) => name.length)));
  const width = Math.max(leastChart, columns - names - 20);
  const lines = vertices.flatMap((vertex) => {
    const { word } = stateOf(vertex);
    const name = cut(unambiguousLine(vertex.name), names).padEnd(names);
    const took = word === 'not begun' ? '' : seconds(tookMs(vertex, durationMs));
    return [
      `${name}  ${bar(vertex, durationMs, width)}  ${took.padStart(7)}  ${word}`,
      ...vertex.warnings.map((warning) => `  warning: ${unambiguousLine(warning)}`),
      ...(vertex.error === '' ? [] : [`  ${unambiguousLine(vertex.error)}`, ...lastLines(vertex)]),
    ];
  });
  return [...(ref === '' ? [] : [ref]), ...lines].map((line) => line.trimEnd()).join('\n');
}

function bar({ runs }: TracedVertex, durationMs: number, width: number): string {
  const whole = Math.max(durationMs, 1);
  const at = (time: number): number => Math.min(width - 1, Math.floor((time / whole) * width));
  const cells = Array.from({ length: width }, () => ' ');
  for (const { from, to = durationMs } of runs) {
    for (let cell = at(from); cell <= Math.max(at(from), at(to) - 1); cell += 1) cells[cell] = '█';
    if (to - from < whole / width / 2) cells[at(from)] = '│';
  }
  return cells.join('');
}

function lastLines({ logs }: TracedVertex): readonly string[] {
  const lines = logs
    .map(({ text }) => text)
    .join('')
    .split(/\r?\n/)
    .filter((line) => line !== '');
  return lines.slice(-mostLines).map((line) => `  │ ${unambiguousLine(line)}`);
}

function cut(name: string, most: number): string {
  return name.length <= most ? name : `${name.slice(0, most - 1)}…`;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)} s`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
