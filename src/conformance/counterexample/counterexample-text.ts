import { checkArgument } from '../../options/check.js';
import { having } from '../../options/rules.js';
import { diagramOf, type DiagramOptions } from './diagram.js';
import { unambiguousData } from '../../words/unambiguous.js';
import type { Counterexample, RequirementReport } from '../engine/report.js';
import { rerunsText } from './reruns-text.js';

/** How much of a counterexample is shown. */
export interface CounterexampleLimits extends DiagramOptions {
  /** How many steps are shown. Default: all. */
  readonly steps?: number;
  /** How many lines of the diagram are shown. Default: all. */
  readonly lines?: number;
}

/**
 * Writes a counterexample as text, complete unless limited: what was violated, the numbered steps, and the diagram.
 *
 * @since 0.1.0
 */
export function counterexampleText(report: RequirementReport): string {
  checkArgument('counterexampleText', 'report', report, having('the report of a requirement', 'id', 'title'));
  const { id, level, title, source, counterexample } = unambiguousData(report);
  if (counterexample === undefined) return '';
  const lines = [
    `${id} (${level}): ${title}`,
    `  source     ${source}`,
    ...factLines(counterexample),
    ...stepLines(counterexample),
    ...diagramLines(counterexample),
  ];
  return `${lines.join('\n')}\n`;
}

/** Lines that say what was expected and seen, of which input, and how often. */
export function factLines({ what, expected, seen, value, reruns, schedule, flaky }: Counterexample): readonly string[] {
  return [
    fact('looked at', what),
    fact('expected', expected),
    fact('seen', seen),
    ...(value === null ? [] : [fact('input', value)]),
    ...(reruns === undefined ? [] : [fact('run again', rerunsText(reruns, schedule))]),
    ...(flaky === undefined ? [] : [fact('flaky', flaky)]),
  ];
}

export function fact(name: string, text: string): string {
  return `  ${name.padEnd(9)}  ${indented(text, 13)}`;
}

/** Indents the further lines of others' words below the first, so that none begins where one of this report would. */
export function indented(text: string, columns: number): string {
  return text.replaceAll('\n', `\n${' '.repeat(columns)}`);
}

export function stepLines({ steps }: Counterexample, { steps: most }: CounterexampleLimits = {}): readonly string[] {
  if (steps.length === 0) return [fact('steps', 'none: nothing was sent')];
  return cut(
    steps.map((step, index) => `  ${String(index + 1).padStart(4)}. ${indented(step, 8)}`),
    most,
  );
}

/** The lines of the diagram; none where nothing was sent. */
export function diagramLines(
  { journal }: Counterexample,
  { lines: most, steps: _steps, ...options }: CounterexampleLimits = {},
): readonly string[] {
  if (journal.length === 0) return [];
  return cut(diagramOf(journal, options).split('\n'), most);
}

function cut(lines: readonly string[], most = lines.length): readonly string[] {
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most), `        … ${lines.length - most} more (the JSON report has all)`];
}
