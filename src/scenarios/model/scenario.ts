import type { BuildScript } from './build-script.js';
import type { FaultScript } from './fault-script.js';
import type { ProgramScript } from './program-script.js';
import type { UsageRecordScript } from './usage-record-script.js';

/**
 * What a fake controller plays: plain data, from a file or made by the builders.
 *
 * @since 0.1.0
 */
export interface Scenario {
  /** Names the scenario in messages to people. */
  readonly name?: string;
  /** What it shows, for readers; the fake does not look at it. */
  readonly description?: string;
  /**
   * How builds go; the first that matches wins. When the list is there, a build that none matches is refused, unless
   * `fallback` is true. Default: the built-in build, which succeeds.
   */
  readonly builds?: readonly BuildScript[];
  /**
   * The programs of the builds' containers; the first that matches wins. When the list is there, a program that none
   * matches is refused, unless `fallback` is true. Default: the built-in programs.
   */
  readonly programs?: readonly ProgramScript[];
  /**
   * What goes wrong between the client and the server, in this order where several strike at once. Default: nothing.
   */
  readonly faults?: readonly FaultScript[];
  /**
   * What is in BuildKit's cache besides what builds leave there: `docker buildx du` shows it, and `docker buildx prune`
   * removes it. A fake controller has none, and passes them over. Default: nothing.
   */
  readonly usageRecords?: readonly UsageRecordScript[];
  /** Builds and programs that nothing matches go to the built-ins. Default false. */
  readonly fallback?: boolean;
}
