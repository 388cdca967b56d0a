import type { SourceRange } from './source-range.js';

/**
 * A Dockerfile, or a request to build it, that BuildKit's frontend refuses; `code` is `'DOCKERFILE'`. The text is that
 * of the frontend, without the `failed to solve: ` that its clients put in front.
 *
 * @since 0.1.0
 */
export class DockerfileError extends Error {
  /** Always `'DOCKERFILE'`, to tell it from other errors. */
  readonly code = 'DOCKERFILE';

  /**
   * The parts of the Dockerfile that are to blame, from the innermost on: BuildKit attaches an `errdefs.Source` for
   * each.
   */
  readonly locations: readonly (readonly SourceRange[])[];

  constructor(message: string, locations: readonly (readonly SourceRange[])[] = []) {
    super(message);
    this.name = 'DockerfileError';
    this.locations = locations;
  }
}

/** Gives what the function gives; what it refuses is said to be at these lines, too. */
export function located<T>(ranges: readonly SourceRange[], fn: () => T): T {
  return rephrased(fn, ({ message, locations }) => new DockerfileError(message, [...locations, ranges]));
}

/** Gives what the function gives; what it refuses is told with this in front, as in `prefix: reason`. */
export function prefixed<T>(prefix: string, fn: () => T): T {
  return rephrased(fn, ({ message, locations }) => new DockerfileError(`${prefix}: ${message}`, locations));
}

function rephrased<T>(fn: () => T, rephrase: (error: DockerfileError) => DockerfileError): T {
  try {
    return fn();
  } catch (error) {
    throw error instanceof DockerfileError ? rephrase(error) : error;
  }
}
