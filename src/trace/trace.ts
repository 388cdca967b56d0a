import type { Happening } from '../pages/diagram/drawn-entry.js';

/** What happened, in the form in which it is drawn. Times are milliseconds since the trace began. */
export interface Trace {
  /** What it was read from: a file, or a journal. */
  readonly title: string;
  /** The builds that it tells of, in the order in which they were first heard of. */
  readonly builds: readonly TracedBuild[];
  /** What went over the streams; empty where only the progress of a build is known. */
  readonly entries: readonly Happening[];
  /** When the last thing happened. */
  readonly durationMs: number;
}

/** A build: the graph of its vertices, each with all that was told of it. */
export interface TracedBuild {
  /** Its session, or its ref; empty where only its progress is known. */
  readonly ref: string;
  readonly vertices: readonly TracedVertex[];
}

/** A vertex. */
export interface TracedVertex {
  readonly digest: string;
  readonly name: string;
  /** The digests of the vertices before it, of those that are known. */
  readonly inputs: readonly string[];
  readonly cached: boolean;
  /** Why it failed; empty when it did not. */
  readonly error: string;
  /** The times in which it ran: several when it began again. The last may have no end. */
  readonly runs: readonly Run[];
  readonly logs: readonly TracedLog[];
  readonly progress: readonly TracedProgress[];
  readonly warnings: readonly string[];
}

/** A time in which a vertex ran. */
export interface Run {
  readonly from: number;
  /** Absent when nothing told of its end. */
  readonly to?: number;
}

/** What a vertex printed, at once. */
export interface TracedLog {
  readonly time: number;
  /** 1 for stdout, 2 for stderr. */
  readonly stream: number;
  readonly text: string;
}

/** How far a part of a vertex was when it was last told of. */
export interface TracedProgress {
  readonly name: string;
  readonly current: number;
  /** 0 where it is not known. */
  readonly total: number;
}
