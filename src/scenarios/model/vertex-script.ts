import type { Duration } from '../../time/duration.js';
import type { Bytes } from './bytes.js';
import type { AtBarrier, Moment } from './moment.js';

export type { Bytes } from './bytes.js';

/** One node of a build's graph. */
export interface VertexScript extends RunScript {
  /** What printers show; unique in its build. */
  readonly name: string;
  /** Names of vertices that must be done before. Default: the vertex before it in the list. Empty: starts at once. */
  readonly inputs?: readonly string[];
  /** When it starts, once its inputs are done. Default 0. */
  readonly at?: Moment;
  /** Default: made from the name and the inputs' digests. */
  readonly digest?: string;
  /** Its result is in the cache: it takes no time, and shows nothing. */
  readonly cached?: boolean;
  /** It fails with this text when its time is over, and with it the build. */
  readonly error?: string;
  /**
   * It starts again after it was done; its dependents wait for its last run. Default: what loads a source, as the context
   * or the Dockerfile, first looks for its cache key, in a run that takes no time. Empty: it runs once.
   */
  readonly restarts?: readonly RestartScript[];
  /** Barriers that are released when it is done. */
  readonly releases?: readonly string[];
  readonly group?: { readonly id: string; readonly name: string; readonly weak?: boolean };
  /**
   * Made by BuildKit or buildx beside the graph: it has no inputs on the wire and first appears already started.
   * Default: whether its name is one of those, such as `exporting to image` or `[internal] load metadata for …`.
   */
  readonly internal?: boolean;
}

/** What happens between a start and a completion of a vertex. */
export interface RunScript {
  /** From start to completion. Default 0. */
  readonly takes?: Duration;
  /** It is not done before this barrier is released. */
  readonly until?: AtBarrier;
  readonly logs?: readonly LogScript[];
  readonly statuses?: readonly StatusScript[];
  readonly warnings?: readonly WarningScript[];
}

/** A further run of a vertex, as of a source that is pulled when its cache key has been found. */
export interface RestartScript extends RunScript {
  /** When it starts, once the run before is done. Default 0. */
  readonly at?: Moment;
  /** Whether the vertex is shown with its inputs; what pulls images shows it without (docs/real-controller.md §8.2). Default false. */
  readonly withInputs?: boolean;
}

/*
 * In the lists of a run, a time `at` counts from the start of the run, or, behind an entry that waits at a barrier,
 * from the release of that barrier.
 */

export interface LogScript {
  readonly text: Bytes;
  /** Default `stdout`. */
  readonly stream?: 'stdout' | 'stderr';
  /** Default 0. */
  readonly at?: Moment;
  /** Comes in so many pieces of about equal size, wherever that splits it. Default 1. */
  readonly pieces?: number;
  /** From the first piece to the last. Default 0. */
  readonly takes?: Duration;
}

/** Progress of one item: started, updated `updates` times, completed. */
export interface StatusScript {
  /** The text that printers show, such as `transferring context:`. */
  readonly id: string;
  readonly name?: string;
  /** Bytes reached at the end. Default: `total`. */
  readonly current?: number;
  /** Bytes in all; 0 (default) when not known. */
  readonly total?: number;
  /** Default 0. */
  readonly at?: Moment;
  /** From start to completion. Default: to the vertex' completion. */
  readonly takes?: Duration;
  /** How many updates come in between, evenly. Default 0. */
  readonly updates?: number;
}

export interface WarningScript {
  readonly short: string;
  readonly detail?: readonly string[];
  readonly url?: string;
  /** Default 1. */
  readonly level?: number;
  readonly source?: { readonly filename: string; readonly text: string; readonly language?: string };
  /** Lines, from 1, in `source`. */
  readonly ranges?: readonly {
    readonly start: { readonly line: number; readonly character?: number };
    readonly end: { readonly line: number; readonly character?: number };
  }[];
  /** Default 0. */
  readonly at?: Moment;
}
