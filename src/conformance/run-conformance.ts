import { assertTarget } from './engine/assert-target.js';
import type { Report } from './engine/report.js';
import type {
  ConformanceOptions as OptionsOfAnyService,
  Progress as ProgressOfAnyService,
  RunOptions as RunOptionsOfAnyService,
} from './engine/run/options.js';
import { runService } from './engine/run/run.js';
import { diagnosed } from './diagnosis/diagnosed.js';
import { controller } from './controller.js';
import type { Target } from './trial/target.js';
import type { Trial } from './trial/trial.js';

/**
 * How a target is held against the requirements.
 *
 * @since 0.1.0
 */
export type ConformanceOptions = OptionsOfAnyService<Trial>;
/**
 * How {@link runConformance} runs, and whom it tells.
 *
 * @since 0.1.0
 */
export type RunOptions = RunOptionsOfAnyService<Trial>;
/**
 * How far a run is: told before each requirement and after each execution of its check (both without `finished`), and
 * when the requirement has its report.
 *
 * @since 0.1.0
 */
export type Progress = ProgressOfAnyService<Trial>;

/**
 * Holds a target against the requirements, one after another, the destructive ones last.
 *
 * ```ts
 * const report = await runConformance(target, { only: ['BUILD-003'] });
 * process.exitCode = exitCodeOf(report);
 * ```
 *
 * @throws ConfigurationError when the options make no sense; whatever the target does is in the report.
 * @since 0.1.0
 */
export async function runConformance(target: Target, options: RunOptions = {}): Promise<Report> {
  assertTarget(target);
  return diagnosed(await runService(controller, target, options));
}
