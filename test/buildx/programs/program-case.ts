import type { FakeBuildKit, FakeBuildKitOptions, ScenarioInput } from '../../../src/index.js';

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
  /** What else the fake is. Default: as it is. */
  readonly options?: FakeBuildKitOptions;
  /** What is done while the program runs. */
  readonly meanwhile?: (fake: FakeBuildKit) => Promise<void>;
  /** One of these, where releases differ. Default 0. */
  readonly exitCode?: number | readonly number[];
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
  /** Whether something may be left in the fake: a call of a program that went away, or a fault that not all run into. */
  readonly leavesOpen?: boolean;
  /** How many builds the fake must have been asked for; the program's probes are none. Default: not counted. */
  readonly builds?: number;
}
