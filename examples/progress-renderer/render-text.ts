import type { ProgressTree, Step, StepState } from './build-progress.js';
import type { Diagnostic } from './diagnostic.js';

const marks: Readonly<Record<StepState, string>> = {
  waiting: ' ',
  running: '>',
  done: 'x',
  cached: '=',
  failed: '!',
  canceled: '-',
};

/** The tree as lines of text; the output of a step is shown while it matters: as long as it runs, and when it failed. */
export function renderText({ groups, diagnostics }: ProgressTree): string {
  const lines = [
    ...groups.flatMap(({ name, steps }) => [
      ...(name === '' ? [] : [name]),
      ...steps.flatMap(stepLines).map((line) => (name === '' ? line : `  ${line}`)),
    ]),
    ...diagnostics.map(diagnosticLine),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function stepLines({ name, state, durationMs, lines, error }: Step): readonly string[] {
  const time = state === 'waiting' || state === 'cached' ? state : `${(durationMs / 1000).toFixed(1)}s`;
  const output = state === 'running' || state === 'failed' ? lines : [];
  return [`[${marks[state]}] ${name} (${time})`, ...output.map((line) => `    | ${line}`), ...errorLines(state, error)];
}

function errorLines(state: StepState, error: string): readonly string[] {
  return state === 'failed' ? [`    ! ${error}`] : [];
}

/** As compilers write it, so that editors and terminals make a link of it. */
function diagnosticLine({ severity, message, place }: Diagnostic): string {
  return `${place === null ? '' : `${place.file}:${place.line}: `}${severity}: ${message}`;
}
