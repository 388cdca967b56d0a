import { keepAlive } from '../time/keep-alive.js';
import type { Report, RequirementReport } from './report/report.js';
import type { Requirement } from './requirement.js';
import { Suite, type ConformanceOptions } from './suite.js';
import type { Target } from './target.js';

export interface RunOptions extends ConformanceOptions {
  readonly onProgress?: (progress: Progress) => void;
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
  return keepAlive(async () => {
    const total = suite.requirements.length;
    for (const [index, requirement] of suite.requirements.entries()) {
      options.onProgress?.({ requirement, index, total });
      const finished = await suite.check(requirement);
      options.onProgress?.({ requirement, index, total, finished });
    }
    return suite.report();
  });
}
