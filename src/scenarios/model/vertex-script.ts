import type { Duration } from '../../time/duration.js';
import type { Bytes } from './bytes.js';
import type { AtBarrier, Moment } from './moment.js';

export type { Bytes } from './bytes.js';

/**
 * One node of a build's graph.
 *
 * @since 0.1.0
 */
export interface VertexScript extends RunScript {
  /** Its name, which printers show; unique in its build. */
  readonly name: string;
  /** Names of vertices that must be done before. Default: the vertex before it in the list. Empty: starts at once. */
  readonly inputs?: readonly string[];
  /** When it starts, counted from when its inputs are done. Default 0. */
  readonly at?: Moment;
  /** Its digest. Default: made from the name and the inputs' digests. */
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
  /**
   * The group of vertices with which printers show it as one line; a weak member does not make the line appear.
   * Default: none.
   */
  readonly group?: { readonly id: string; readonly name: string; readonly weak?: boolean };
  /**
   * Made by BuildKit or buildx beside the graph: it has no inputs on the wire and first appears already started.
   * Default: whether its name is one of those, such as `exporting to image` or `[internal] load metadata for …`.
   */
  readonly internal?: boolean;
}

/**
 * What happens between a start and a completion of a vertex.
 *
 * @since 0.1.0
 */
export interface RunScript {
  /** How long it takes from start to completion. Default 0. */
  readonly takes?: Duration;
  /** A barrier before whose release it is not done. Default: none. */
  readonly until?: AtBarrier;
  /** What the vertex writes. Default: nothing. */
  readonly logs?: readonly LogScript[];
  /** Items within it whose progress is shown. Default: none. */
  readonly statuses?: readonly StatusScript[];
  /** What the frontend warns of meanwhile. Default: nothing. */
  readonly warnings?: readonly WarningScript[];
}

/**
 * A further run of a vertex, as of a source that is pulled when its cache key has been found.
 *
 * @since 0.1.0
 */
export interface RestartScript extends RunScript {
  /** When it starts, counted from when the run before is done. Default 0. */
  readonly at?: Moment;
  /** Whether the vertex is shown with its inputs; what pulls images shows it without (docs/real-controller.md §8.2). Default false. */
  readonly withInputs?: boolean;
}

/*
 * In the lists of a run, a time `at` counts from the start of the run, or, behind an entry that waits at a barrier,
 * from the release of that barrier.
 */

/**
 * Output of a vertex.
 *
 * @since 0.1.0
 */
export interface LogScript {
  /** What is written, as it is: add the line feeds. */
  readonly text: Bytes;
  /** Where it is written. Default `'stdout'`. */
  readonly stream?: 'stdout' | 'stderr';
  /** When it is written, or its first piece. Default 0: at the start of the run. */
  readonly at?: Moment;
  /** How many pieces of about equal size it comes in, wherever that splits it. Default 1. */
  readonly pieces?: number;
  /** How long it takes from the first piece to the last. Default 0. */
  readonly takes?: Duration;
}

/**
 * Progress of one item: started, updated `updates` times, completed.
 *
 * @since 0.1.0
 */
export interface StatusScript {
  /** The text that printers show, such as `transferring context:`. */
  readonly id: string;
  /** The kind of work, such as `transferring`; printers do not show it. Default: empty. */
  readonly name?: string;
  /** Bytes reached at the end. Default: `total`. */
  readonly current?: number;
  /** Bytes in all. Default 0: not known. */
  readonly total?: number;
  /** When the item begins. Default 0: at the start of the run. */
  readonly at?: Moment;
  /** How long it takes from start to completion. Default: to the vertex' completion. */
  readonly takes?: Duration;
  /** How many updates come between start and completion, evenly spread. Default 0. */
  readonly updates?: number;
}

/**
 * A warning of the frontend about the Dockerfile.
 *
 * @since 0.1.0
 */
export interface WarningScript {
  /** One line of text. */
  readonly short: string;
  /** Further lines of text. Default: none. */
  readonly detail?: readonly string[];
  /** Where to read about it. Default: nowhere. */
  readonly url?: string;
  /** How serious it is. Default 1. */
  readonly level?: number;
  /** The file that it is about, with all of its text. Default: none. */
  readonly source?: { readonly filename: string; readonly text: string; readonly language?: string };
  /** The places in `source`; lines count from 1, columns from 0. Default: none. */
  readonly ranges?: readonly {
    readonly start: { readonly line: number; readonly character?: number };
    readonly end: { readonly line: number; readonly character?: number };
  }[];
  /** When the warning comes. Default 0: at the start of the run. */
  readonly at?: Moment;
}
