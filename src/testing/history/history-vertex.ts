import { decimal } from './decimal.js';
import { instantOf } from './instant.js';
import { bytesOf, type ToldLog, type ToldVertex } from './told.js';

/**
 * Where a vertex stands: announced only, running, or how it ended.
 *
 * @since 0.1.0
 */
export type VertexState = 'announced' | 'started' | 'completed' | 'cached' | 'failed';

/**
 * A warning, its lines as texts.
 *
 * @since 0.1.0
 */
export interface HistoryWarning {
  /** Name of the vertex that it is about; its digest where that was never announced. */
  readonly vertex: string;
  /** How serious it is; 1 is the gravest. */
  readonly level: number;
  /** One line of text. */
  readonly short: string;
  /** Further lines. */
  readonly detail: readonly string[];
  /** Where to read about it; empty when there is nowhere. */
  readonly url: string;
}

/**
 * A vertex as a client that has read everything knows it.
 *
 * @since 0.1.0
 */
export class HistoryVertex {
  /** What tells it from others within the build. */
  readonly digest: string;
  /** The text that printers show, such as `[2/2] RUN make`. */
  readonly name: string;
  /** Names of the vertices that it depends on; digests where they were never announced. */
  readonly inputs: readonly string[];
  /** Why it failed; empty unless it did. */
  readonly error: string;
  /** Where it stands by what was told last. */
  readonly state: VertexState;
  /** From its last start to its completion, in milliseconds; undefined unless both were told. */
  readonly tookMs: number | undefined;
  /** What the frontend warns of it. */
  readonly warnings: readonly HistoryWarning[];
  readonly #logs: readonly ToldLog[];

  /** @internal */
  constructor(
    last: ToldVertex,
    of: Pick<HistoryVertex, 'inputs' | 'warnings'> & { readonly logs: readonly ToldLog[] },
  ) {
    this.digest = last.digest ?? '';
    this.name = last.name ?? '';
    this.error = last.error ?? '';
    this.inputs = of.inputs;
    this.warnings = of.warnings;
    this.state = stateOf(last);
    this.tookMs = tookMs(last);
    this.#logs = of.logs;
  }

  /** What it wrote to stdout. */
  get stdout(): string {
    return textOf(this.#logs.filter(({ stream }) => decimal(stream) === '1'));
  }

  /** What it wrote to stderr. */
  get stderr(): string {
    return textOf(this.#logs.filter(({ stream }) => decimal(stream) === '2'));
  }

  /** What it wrote to either, in the order in which it came. */
  get output(): string {
    return textOf(this.#logs);
  }
}

/** Bytes are put together first, because a character may be cut in two by a message's end. */
export function textOf(logs: readonly ToldLog[]): string {
  return Buffer.concat(logs.map((log) => bytesOf(log.message ?? log.msg ?? log.data))).toString('utf8');
}

export function stateOf({ error, cached, started, completed }: ToldVertex): VertexState {
  if ((error ?? '') !== '') return 'failed';
  if (cached === true) return 'cached';
  if (instantOf(completed) !== undefined) return 'completed';
  return instantOf(started) === undefined ? 'announced' : 'started';
}

function tookMs({ started, completed }: ToldVertex): number | undefined {
  const from = instantOf(started);
  const to = instantOf(completed);
  return from === undefined || to === undefined ? undefined : Number(to - from) / 1e6;
}
