import type { ScenarioInput } from '../../../src/index.js';

/** One run of the real program, and what it must come to. */
export interface ProgramCase {
  /** Ends the sentence 'the real docker-buildx …'. */
  readonly name: string;
  /** The first release that can be asked for it. Default: any. */
  readonly since?: string;
  /** The files of the directory that it runs in, by path. Default: a Dockerfile of `FROM scratch`. */
  readonly files?: Readonly<Record<string, string>>;
  readonly args: readonly string[];
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** What the fake plays. */
  readonly scenario: ScenarioInput;
  /** Default 0. */
  readonly exitCode?: number;
  /** What it must show on stderr, in any order. */
  readonly shows?: readonly (string | RegExp)[];
  /** What it must print on stdout, in any order. */
  readonly prints?: readonly (string | RegExp)[];
  /** What it must neither show nor print. */
  readonly hides?: readonly (string | RegExp)[];
  /** Files that it must have written, by path, and what each must hold. */
  readonly writes?: Readonly<Record<string, string | RegExp>>;
  /** Whether the fake is asked for what no script knows. Default false. */
  readonly unknown?: boolean;
  /** How many builds the fake must have been asked for; the program's probes are none. Default: not counted. */
  readonly builds?: number;
}
