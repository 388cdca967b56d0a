/** One thing that is wrong with a scenario. */
export interface ScenarioProblem {
  /** Where in the data, such as `builds[0].vertices[2].takes`; empty for the whole. */
  readonly path: string;
  readonly message: string;
  /** Where in the file, such as `make.yaml:12:5`. */
  readonly place?: string;
}

/**
 * A scenario that cannot be played; `code` is `'BAD_SCENARIO'`. The message has a line for each problem, in the order
 * of the scenario: the place in the file (or `scenario`), the path in the data, and what is wrong there.
 */
export class ScenarioError extends Error {
  readonly code = 'BAD_SCENARIO';
  readonly problems: readonly ScenarioProblem[];

  /** @param problems a text is one problem of the scenario as a whole */
  constructor(problems: string | readonly [ScenarioProblem, ...ScenarioProblem[]]) {
    const list = typeof problems === 'string' ? [{ path: '', message: problems }] : problems;
    super(list.map(line).join('\n'));
    this.name = 'ScenarioError';
    this.problems = list;
  }

  /** Path of the first problem. */
  get path(): string {
    return this.problems[0]?.path ?? '';
  }
}

function line({ place = 'scenario', path, message }: ScenarioProblem): string {
  return path === '' ? `${place}: ${message}` : `${place}: ${path}: ${message}`;
}
