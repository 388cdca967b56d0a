import type { Duration } from '../../time/duration.js';

/** One node of a build's graph. */
export interface VertexScript {
  /** What printers show; unique in its build. */
  readonly name: string;
  /** Names of vertices that must be done before. Default: the vertex before it in the list. Empty: starts at once. */
  readonly inputs?: readonly string[];
  /** Default: made from the name and the inputs' digests. */
  readonly digest?: string;
  readonly cached?: boolean;
  /** From start to completion. Default 0. */
  readonly takes?: Duration;
  /** It fails with this text when its time is over, and with it the build. */
  readonly error?: string;
  readonly logs?: readonly LogScript[];
  readonly statuses?: readonly StatusScript[];
  readonly warnings?: readonly WarningScript[];
  readonly group?: { readonly id: string; readonly name: string; readonly weak?: boolean };
  /**
   * Made by buildx, an exporter or the frontend: it has no inputs on the wire and first appears already started.
   * Default: whether the name is not of the form `[… k/n] …`.
   */
  readonly internal?: boolean;
}

/** Text, or bytes in base64. */
export type Bytes = string | { readonly base64: string };

export interface LogScript {
  readonly text: Bytes;
  /** Default `stdout`. */
  readonly stream?: 'stdout' | 'stderr';
  /** After the vertex' start. Default 0. */
  readonly at?: Duration;
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
  /** After the vertex' start. Default 0. */
  readonly at?: Duration;
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
  /** After the vertex' start. Default 0. */
  readonly at?: Duration;
}
