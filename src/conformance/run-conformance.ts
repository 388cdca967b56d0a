import { keepAlive } from '../time/keep-alive.js';
import type { Report, RequirementReport } from './report/report.js';
import type { Requirement } from './requirement.js';
import { Suite, type ConformanceOptions } from './suite.js';
import type { Target } from './target.js';

export interface RunOptions extends ConformanceOptions {
  readonly onProgress?: (progress: Progress) => void;
  /** Ends the run with a report of what was checked until then. */
  readonly signal?: AbortSignal;
}

/** Told before each requirement (`finished` undefined) and after it. */
export interface Progress {
  readonly requirement: Requirement;
  /** Counts from 0. */
  readonly index: number;
  readonly total: number;
  readonly finished?: RequirementReport;
}

/**
 * Holds a target against the requirements, one after another, the destructive ones last.
 *
 * ```ts
 * const report = await runConformance(target, { only: ['BUILD-003'] });
 * process.exitCode = exitCodeOf(report);
 * ```
 *
 * @throws ConfigurationError when the options make no sense; whatever the target does is in the report.
 */
export async function runConformance(target: Target, options: RunOptions = {}): Promise<Report> {
  const suite = new Suite(target, options);
  const { signal } = options;
  const aborted = new Promise<undefined>((resolve) => {
    if (signal?.aborted === true) resolve(undefined);
    signal?.addEventListener('abort', () => resolve(undefined), { once: true });
  });
  return keepAlive(async () => {
    const total = suite.requirements.length;
    for (const [index, requirement] of suite.requirements.entries()) {
      options.onProgress?.({ requirement, index, total });
      const finished = await Promise.race([suite.check(requirement), aborted]);
      if (finished === undefined) {
        suite.interrupt('it was interrupted');
        break;
      }
      options.onProgress?.({ requirement, index, total, finished });
    }
    return suite.report();
  });
}
