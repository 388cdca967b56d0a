import { unambiguous } from '../words/unambiguous.js';

/**
 * One thing that is wrong with a scenario.
 *
 * @since 0.1.0
 */
export interface ScenarioProblem {
  /** Path of the place in the data, such as `builds[0].vertices[2].takes`; empty for the whole. */
  readonly path: string;
  /** What is wrong there, and often what to write instead. */
  readonly message: string;
  /** Place in the file, such as `make.yaml:12:5`; absent for what was not read from one. */
  readonly place?: string;
}

/** More problems than these are counted, not shown. */
const mostLines = 20;
/** Longer paths are cut. */
const longestPath = 500;

/**
 * A scenario that cannot be played; `code` is `'BAD_SCENARIO'`. The message has a line for each problem: the place in
 * the file (or `scenario`), the path in the data, and what is wrong there.
 *
 * @since 0.1.0
 */
export class ScenarioError extends Error {
  /** Always `'BAD_SCENARIO'`, to tell it from other errors. */
  readonly code = 'BAD_SCENARIO';
  /** Everything that is wrong, at least one problem. */
  readonly problems: readonly ScenarioProblem[];

  /** @param problems a text is one problem of the scenario as a whole */
  constructor(problems: string | readonly [ScenarioProblem, ...ScenarioProblem[]]) {
    const list = typeof problems === 'string' ? [{ path: '', message: problems }] : problems;
    super(unambiguous(lines(list).join('\n')));
    this.name = 'ScenarioError';
    this.problems = list;
  }

  /** Path of the first problem in the data; empty for the whole. */
  get path(): string {
    return this.problems[0]?.path ?? '';
  }
}

function lines(problems: readonly ScenarioProblem[]): readonly string[] {
  const shown = problems.slice(0, mostLines).map(line);
  return shown.length === problems.length ? shown : [...shown, `… and ${problems.length - shown.length} more`];
}

function line({ place = 'scenario', path, message }: ScenarioProblem): string {
  const shown = path.length > longestPath ? `${path.slice(0, longestPath)}…` : path;
  return path === '' ? `${place}: ${message}` : `${place}: ${shown}: ${message}`;
}
