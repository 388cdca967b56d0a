import type { Duration } from '../../time/duration.js';
import type { BuildScript } from '../model/build-script.js';
import type { StepScript } from '../model/dockerfile-script.js';
import type { TextMatch } from '../model/match.js';
import type { Moment } from '../model/moment.js';
import type { LogScript, StatusScript, VertexScript, WarningScript } from '../model/vertex-script.js';
import { toData } from '../to-data.js';
import type { Written } from '../written.js';
import { VertexBuilder } from './vertex.js';

/**
 * Makes a {@link BuildScript} that lies over the client's own Dockerfile. Every call gives a new builder and leaves the
 * one that it was made on as it was.
 *
 * @since 0.1.0
 */
export class DockerfileBuilder {
  /** The data that has been made so far. */
  readonly script: BuildScript;

  /** @internal */
  constructor(script: BuildScript) {
    this.script = script;
  }

  /**
   * Says what becomes of the steps whose instruction, such as `RUN npm test`, or whole name is so; what follows is about
   * them, until the next `step`.
   */
  step(on: Written<TextMatch>): StepBuilder {
    return new StepBuilder(this.script, { on: toData<TextMatch>(on) });
  }

  /** The data, for whatever takes builders: {@link script}. */
  toJSON(): BuildScript {
    return this.script;
  }
}

/**
 * Says what becomes of steps of a Dockerfile, which succeed at once and show nothing unless told otherwise.
 *
 * @since 0.1.0
 */
export class StepBuilder extends DockerfileBuilder {
  readonly #before: BuildScript;
  readonly #step: StepScript;

  /** @internal */
  constructor(before: BuildScript, step: StepScript) {
    super({ ...before, dockerfile: { ...before.dockerfile, steps: [...(before.dockerfile?.steps ?? []), step] } });
    this.#before = before;
    this.#step = step;
  }

  /** Their results are in the cache already. */
  cached(): StepBuilder {
    return this.#as((vertex) => vertex.cached());
  }

  /** Sets how long each takes from start to completion. Default 0. */
  takes(duration: Duration): StepBuilder {
    return this.#as((vertex) => vertex.takes(duration));
  }

  /** Each starts so long after its inputs are done, or when `{ barrier }` is released. */
  at(moment: Moment): StepBuilder {
    return this.#as((vertex) => vertex.at(moment));
  }

  /** None is done before this barrier is released. */
  until(barrier: string): StepBuilder {
    return this.#as((vertex) => vertex.until(barrier));
  }

  /** Releases these barriers when one is done. */
  releases(...barriers: readonly string[]): StepBuilder {
    return this.#as((vertex) => vertex.releases(...barriers));
  }

  /** Writes a log, on stdout and at the start unless told otherwise. */
  logs(text: Written<LogScript['text']>, options: Omit<LogScript, 'text'> = {}): StepBuilder {
    return this.#as((vertex) => vertex.logs(text, options));
  }

  /** Fails with this text when its time is over, and with it the build. */
  fails(text: string): StepBuilder {
    return this.#as((vertex) => vertex.fails(text));
  }

  /**
   * Fails as a RUN step does whose process exits with this code, 1 to 255: `process "/bin/sh -c CMD" did not complete
   * successfully: exit code: N`.
   */
  exits(code: number): StepBuilder {
    return new StepBuilder(this.#before, { ...this.#step, exit: code });
  }

  /** Shows progress of one item, such as a layer. */
  progress(id: string, options: Omit<StatusScript, 'id'> = {}): StepBuilder {
    return this.#as((vertex) => vertex.progress(id, options));
  }

  /** Warns, at the start unless told otherwise. */
  warns(short: string, options: Omit<WarningScript, 'short'> = {}): StepBuilder {
    return this.#as((vertex) => vertex.warns(short, options));
  }

  /** As what is said of a vertex. */
  #as(said: (vertex: VertexBuilder) => VertexBuilder): StepBuilder {
    const { on, exit, ...rest } = this.#step;
    const { name: _, ...changed } = said(new VertexBuilder({ name: '', ...rest } satisfies VertexScript)).script;
    return new StepBuilder(this.#before, { ...changed, on, ...(exit === undefined ? {} : { exit }) });
  }
}
