import type { Duration } from '../../time/duration.js';
import type { Bytes } from '../model/bytes.js';
import type { FatalSignal } from '../model/fatal-signals.js';
import type { TextMatch } from '../model/match.js';
import type { ProgramMatch, ProgramScript, ProgramStep, Reaction, StdinMatch } from '../model/program-script.js';
import { toData } from '../to-data.js';
import type { Written } from '../written.js';
import { barrier, exit, fail, release, send, stall, wait } from './steps.js';

/**
 * Makes a {@link ProgramScript}. Every call gives a new builder and leaves the one that it was made on as it was.
 *
 * @since 0.1.0
 */
export class ProgramBuilder {
  /** The data that has been made so far. */
  readonly script: ProgramScript;

  constructor(script: ProgramScript) {
    this.script = script;
  }

  /** Plays only processes that are started like this; a later call adds to what an earlier one asks for. */
  when(match: Written<ProgramMatch>): ProgramBuilder {
    return this.#with({ when: { ...this.script.when, ...toData<ProgramMatch>(match) } });
  }

  /** Makes the script used up by its first process. */
  once(): ProgramBuilder {
    return this.#with({ once: true });
  }

  /** Writes this at the start and after every line of stdin, whether a reaction took it or not. */
  prompts(text: string): ProgramBuilder {
    return this.#with({ prompt: text });
  }

  /** Then it takes these steps, from its start on. */
  does(...steps: readonly Written<ProgramStep>[]): ProgramBuilder {
    return this.#with({ steps: [...(this.script.steps ?? []), ...toData<readonly ProgramStep[]>(steps)] });
  }

  /** Then it writes to stdout, or to `fd` 2. */
  writes(text: Written<Bytes>, options: { readonly fd?: 1 | 2 } = {}): ProgramBuilder {
    return this.does(send(text, options));
  }

  /** Then it does nothing for so long. */
  waits(duration: Duration): ProgramBuilder {
    return this.does(wait(duration));
  }

  /** Then it waits for this text to come next, or for a match of this pattern, and takes all up to its end. */
  expects(stdin: Written<StdinMatch>): ProgramBuilder {
    return this.does({ expect: stdin });
  }

  /** Then it is held at a barrier until that is released. */
  waitsAt(name: string): ProgramBuilder {
    return this.does(barrier(name));
  }

  /** Then it releases a barrier. */
  releases(name: string): ProgramBuilder {
    return this.does(release(name));
  }

  /** Then it crashes, as by this signal. Default `'SIGKILL'`: exit code 137, as when memory runs out. */
  crashes(signal?: FatalSignal): ProgramBuilder {
    return this.does(fail(signal));
  }

  /** Beside its other steps, it takes these, for one that reads and writes at once: what it does with stdin. */
  reads(...steps: readonly Written<ProgramStep>[]): ProgramBuilder {
    return this.#with({ stdin: [...(this.script.stdin ?? []), ...toData<readonly ProgramStep[]>(steps)] });
  }

  /** Beside its other steps, it takes these, for one that reads and writes at once: what it writes. */
  prints(...steps: readonly Written<ProgramStep>[]): ProgramBuilder {
    return this.#with({ stdout: [...(this.script.stdout ?? []), ...toData<readonly ProgramStep[]>(steps)] });
  }

  /** Then it ends with this code. */
  exits(code: number): ProgramBuilder {
    return this.does(exit(code));
  }

  /** Then it does nothing more, for ever. */
  stalls(): ProgramBuilder {
    return this.does(stall());
  }

  /** After its steps, whenever stdin holds this text, or a match of this pattern, it takes these steps. */
  on(stdin: Written<StdinMatch>, ...steps: readonly Written<ProgramStep>[]): ProgramBuilder {
    return this.#reacts({ on: stdin, do: steps });
  }

  /**
   * After its steps, whenever stdin has ended, it takes these steps. Seen only when the quirk `stdin-eof-lost` is off.
   */
  onEof(...steps: readonly Written<ProgramStep>[]): ProgramBuilder {
    return this.#reacts({ on: { eof: true }, do: steps });
  }

  /**
   * After its steps, whenever this signal comes, such as `SIGINT`, it takes these steps. Seen only when the quirk
   * `ignores-signals` is off.
   */
  onSignal(signal: string, ...steps: readonly Written<ProgramStep>[]): ProgramBuilder {
    return this.#reacts({ on: { signal }, do: steps });
  }

  /**
   * After its steps, whenever the terminal has a new size (`$1` rows, `$2` columns), it takes these steps. Seen only
   * when the quirk `ignores-signals` is off.
   */
  onResize(...steps: readonly Written<ProgramStep>[]): ProgramBuilder {
    return this.#reacts({ on: { resize: true }, do: steps });
  }

  /** It fails to start as a command does that is not there. */
  notFound(): ProgramBuilder {
    return this.#with({ notFound: true });
  }

  /** The program fails to start, with this text. */
  failsToStart(text: string): ProgramBuilder {
    return this.#with({ failsToStart: text });
  }

  /** The data, for whatever takes builders: {@link script}. */
  toJSON(): ProgramScript {
    return this.script;
  }

  #reacts(reaction: Written<Reaction>): ProgramBuilder {
    return this.#with({ reactions: [...(this.script.reactions ?? []), toData<Reaction>(reaction)] });
  }

  #with(change: Partial<ProgramScript>): ProgramBuilder {
    return new ProgramBuilder({ ...this.script, ...change });
  }
}

/**
 * A program of the containers of builds, by its path; a name without a slash stands for every path that ends in it.
 * @example program('/bin/sh').prompts('/ # ').on(/^exit (\d+)\n/, exit('$1'))
 * @since 0.1.0
 */
export function program(path: Written<TextMatch>): ProgramBuilder {
  return new ProgramBuilder({ program: toData<TextMatch>(path) });
}
