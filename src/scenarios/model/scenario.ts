import type { BuildScript } from './build-script.js';
import type { FaultScript } from './fault-script.js';
import type { ProgramScript } from './program-script.js';

/** What a fake controller plays: plain data, from a file or made by the builders. */
export interface Scenario {
  readonly name?: string;
  readonly description?: string;
  /** First match wins. When it is there, a build that none matches is refused, unless `fallback` is true. */
  readonly builds?: readonly BuildScript[];
  /** First match wins. When it is there, a program that none matches is refused, unless `fallback` is true. */
  readonly programs?: readonly ProgramScript[];
  /** What goes wrong between the client and the server, in this order where several strike at once. */
  readonly faults?: readonly FaultScript[];
  /** What nothing matches goes to the built-ins. Default false. */
  readonly fallback?: boolean;
}
