import type { Duration } from '../../time/duration.js';
import type { Moment } from '../model/moment.js';
import type { LogScript, RestartScript, StatusScript, VertexScript, WarningScript } from '../model/vertex-script.js';
import { toData } from '../to-data.js';
import type { Written } from '../written.js';
import { exitText } from './exit-text.js';

/**
 * Makes a {@link VertexScript}. Every call gives a new builder and leaves the one that it was made on as it was.
 *
 * @since 0.1.0
 */
export class VertexBuilder {
  /** The data that has been made so far. */
  readonly script: VertexScript;

  constructor(script: VertexScript) {
    this.script = script;
  }

  /** Its result is in the cache already. */
  cached(): VertexBuilder {
    return this.#with({ cached: true });
  }

  /** Sets how long it takes from start to completion. Default 0. */
  takes(duration: Duration): VertexBuilder {
    return this.#with({ takes: duration });
  }

  /**
   * Sets the vertices that must be done before it starts; none lets it start at once. Default: the one before it in the
   * build.
   */
  after(...vertices: readonly (string | VertexBuilder)[]): VertexBuilder {
    const names = vertices.map((vertex) => (typeof vertex === 'string' ? vertex : vertex.script.name));
    return this.#with({ inputs: [...(this.script.inputs ?? []), ...names] });
  }

  /** Starts so long after its inputs are done, or when `{ barrier }` is released. */
  at(moment: Moment): VertexBuilder {
    return this.#with({ at: moment });
  }

  /** Is not done before this barrier is released. */
  until(barrier: string): VertexBuilder {
    return this.#with({ until: { barrier } });
  }

  /** Releases these barriers when it is done. */
  releases(...barriers: readonly string[]): VertexBuilder {
    return this.#with({ releases: [...(this.script.releases ?? []), ...barriers] });
  }

  /** Starts once more after it was done, as an image does that is pulled when its cache key has been found. */
  restarts(again: Written<RestartScript>): VertexBuilder {
    return this.#with({ restarts: [...(this.script.restarts ?? []), toData<RestartScript>(again)] });
  }

  /** Writes a log, on stdout and at its start unless told otherwise. */
  logs(text: Written<LogScript['text']>, options: Omit<LogScript, 'text'> = {}): VertexBuilder {
    return this.#with({ logs: [...(this.script.logs ?? []), toData<LogScript>({ text, ...options })] });
  }

  /** Fails with this text when its time is over, and with it the build. */
  fails(text: string): VertexBuilder {
    return this.#with({ error: text });
  }

  /**
   * Fails as a RUN step does whose process exits with this code: `process "/bin/sh -c CMD" did not complete
   * successfully: exit code: N`, with CMD from the vertex' name (`[2/2] RUN CMD`).
   */
  exits(code: number): VertexBuilder {
    return this.fails(exitText(this.script.name, code));
  }

  /** Shows progress of one item, such as `transferring context:` or a layer. */
  progress(id: string, options: Omit<StatusScript, 'id'> = {}): VertexBuilder {
    return this.#with({ statuses: [...(this.script.statuses ?? []), { id, ...options }] });
  }

  /** Warns, at its start unless told otherwise. */
  warns(short: string, options: Omit<WarningScript, 'short'> = {}): VertexBuilder {
    return this.#with({ warnings: [...(this.script.warnings ?? []), { short, ...options }] });
  }

  /** Shown as part of a group, which shows nothing while only weak members have started. */
  group(id: string, name: string, options: { readonly weak?: boolean } = {}): VertexBuilder {
    return this.#with({ group: { id, name, ...options } });
  }

  /** Sets its digest. Default: made from the name and the inputs' digests. */
  digest(digest: string): VertexBuilder {
    return this.#with({ digest });
  }

  /** Says whether BuildKit or buildx makes it beside the graph, whatever its name looks like. */
  internal(internal = true): VertexBuilder {
    return this.#with({ internal });
  }

  /** The data, for whatever takes builders: {@link script}. */
  toJSON(): VertexScript {
    return this.script;
  }

  #with(change: Partial<VertexScript>): VertexBuilder {
    return new VertexBuilder({ ...this.script, ...change });
  }
}

/**
 * One node of a build's graph, by the name that printers show.
 * @example vertex('[2/2] RUN make').takes('3s').logs('cc main.c\n').exits(2)
 * @since 0.1.0
 */
export function vertex(name: string): VertexBuilder {
  return new VertexBuilder({ name });
}
