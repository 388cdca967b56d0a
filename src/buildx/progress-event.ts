/**
 * A line of `--progress rawjson`: what changed, with the names that BuildKit's JSON has. Times are in RFC 3339.
 *
 * @since 0.1.0
 */
export interface ProgressEvent {
  /** The vertexes that are new or have changed. */
  readonly vertexes?: readonly ProgressVertex[];
  /** How far parts of vertexes are. */
  readonly statuses?: readonly ProgressStatus[];
  /** What vertexes printed. */
  readonly logs?: readonly ProgressLog[];
  /** Warnings of vertexes. */
  readonly warnings?: readonly ProgressWarning[];
}

/**
 * A vertex of a {@link ProgressEvent}.
 *
 * @since 0.1.0
 */
export interface ProgressVertex {
  /** What tells the vertex from others. */
  readonly digest: string;
  /** What it is called. */
  readonly name?: string;
  /** The digests of the vertexes before it. */
  readonly inputs?: readonly string[];
  /** When it began. */
  readonly started?: string;
  /** When it ended. */
  readonly completed?: string;
  /** Whether its result was there already. */
  readonly cached?: boolean;
  /** Why it failed. */
  readonly error?: string;
}

/**
 * How far a part of a vertex is, in a {@link ProgressEvent}; `current` and `total` are mostly bytes.
 *
 * @since 0.1.0
 */
export interface ProgressStatus {
  /** What tells it from others of the vertex. */
  readonly id: string;
  /** The digest of its vertex. */
  readonly vertex?: string;
  /** What it is called. */
  readonly name?: string;
  /** How much is done, mostly in bytes. */
  readonly current?: number;
  /** How much there is to do, mostly in bytes. */
  readonly total?: number;
  /** When it was told. */
  readonly timestamp?: string;
  /** When it began. */
  readonly started?: string;
  /** When it ended. */
  readonly completed?: string;
}

/**
 * What a vertex printed, in a {@link ProgressEvent}; `stream` is 1 for stdout and 2 for stderr, `data` is base64.
 *
 * @since 0.1.0
 */
export interface ProgressLog {
  /** The digest of its vertex. */
  readonly vertex?: string;
  /** 1 for stdout, 2 for stderr. */
  readonly stream?: number;
  /** The bytes, in base64. */
  readonly data: string;
  /** When it was told. */
  readonly timestamp?: string;
}

/**
 * A warning of a {@link ProgressEvent}; texts are base64.
 *
 * @since 0.1.0
 */
export interface ProgressWarning {
  /** The digest of its vertex. */
  readonly vertex?: string;
  /** How grave it is; 1 is the gravest. */
  readonly level?: number;
  /** The warning in a line, in base64. */
  readonly short?: string;
  /** More lines, each in base64. */
  readonly detail?: readonly string[];
  /** A page about it. */
  readonly url?: string;
  /** The file that it is about: its name, its text in base64, and the language. */
  readonly sourceInfo?: { readonly filename?: string; readonly data?: string; readonly language?: string };
  /** Where in the file it is; lines are counted from 1, characters from 0. */
  readonly range?: readonly { readonly start: ProgressPosition; readonly end: ProgressPosition }[];
}

/**
 * A place in the file of a {@link ProgressWarning}.
 *
 * @since 0.1.0
 */
export interface ProgressPosition {
  /** From 1. */
  readonly line: number;
  /** From 0; absent is 0. */
  readonly character?: number;
}

/**
 * The events in what the program wrote; anything else, such as its own errors, is passed over. An event is one line, or,
 * as buildx 0.13 writes it, an indented object between two lines of a brace.
 */
export function progressEventsOf(text: string): readonly ProgressEvent[] {
  const objects = text.match(/^\{(?:.*\}|\r?\n[^]*?^\})\r?$/gm) ?? [];
  return objects.flatMap((object) => eventOf(object) ?? []);
}

function eventOf(object: string): ProgressEvent | undefined {
  try {
    return JSON.parse(object) as ProgressEvent;
  } catch {
    return undefined;
  }
}
