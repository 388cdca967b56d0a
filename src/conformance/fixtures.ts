import type { Init, BuildOptions, InvokeConfig } from '../protocol/messages.js';

/**
 * The builds that the suite asks a target for: options whose outcome is known. What a target does not have is left
 * out, and what needs it is skipped. Those that fail in a step or take long are asked for with one more build arg,
 * `NONCE`, of another value each time: a step that depends on it shares nothing with that of another session.
 */
export interface BuildFixtures extends OptionFixtures {
  /** Succeeds, with at least two vertices, and leaves a result in which programs run. */
  readonly succeeds: Init<BuildOptions>;
  /** A RUN step fails; programs run in the state that it left (from 0.11). */
  readonly failsInStep?: Init<BuildOptions>;
  /** Fails before any step, leaving no result: a Dockerfile that is not there. */
  readonly failsEarly?: Init<BuildOptions>;
  /** Succeeds with at least one warning. */
  readonly warns?: Init<BuildOptions>;
  /** Succeeds and logs `out\n` on stdout and `err\n` on stderr in one step. */
  readonly logs?: Init<BuildOptions>;
  /**
   * Succeeds and is exported as an image, from a Dockerfile of BuildKit's own frontend: with a stage of several steps,
   * and one that copies from the context. What shows none of that leaves it out.
   */
  readonly graph?: Init<BuildOptions>;
  /** Has a step that logs something and then takes at least ten seconds unless it is cancelled. */
  readonly takesLong?: Init<BuildOptions>;
  /** Succeeds when stdin is a Dockerfile text as given in `stdinDockerfile`; context `-`. */
  readonly readsStdin?: Init<BuildOptions>;
  /**
   * Succeeds, with an image whose processes run as user 1000 and group 7, in `/work`, with `TESTKIT_A=image` and
   * `TESTKIT_B=image`; its own command is `/bin/echo image`.
   */
  readonly configured?: Init<BuildOptions>;
  /** What to send on stdin for {@link readsStdin}. */
  readonly stdinDockerfile?: string;
}

/**
 * The builds that show what comes of their options. Each is asked for with one more build arg, `NONCE`, as above.
 */
export interface OptionFixtures {
  /**
   * Succeeds; a step that depends on `NONCE` logs what it sees of the build's options, each on a line of its own on
   * stdout: `stage=shows`, `arg=` and the build arg WORD, `platform=` and the one that is built for, `context=own`,
   * `secret=` and what the secret `word` is, `ssh=default` if there is an agent of that ID, `host=NAME:ADDRESS` for each
   * name in /etc/hosts that ends in `.example`, `network=none` if there is none, `shm=` and the size of /dev/shm in bytes,
   * `nofile=SOFT:HARD`, and each of its cgroups behind `cgroup=`.
   *
   * With the target `steady` it logs `stage=steady` instead, in a step that is the same each time.
   */
  readonly showsOptions?: Init<BuildOptions>;
  /** The same with a context named `other` that takes the place of a stage: logs `context=other`. */
  readonly seesContext?: Init<BuildOptions>;
  /** The same with a secret from a file that holds `kept`: logs `secret=kept`. */
  readonly seesSecret?: Init<BuildOptions>;
  /** The same with an SSH agent `default`, which nobody talks to: logs `ssh=default`. */
  readonly seesAgent?: Init<BuildOptions>;
}

/**
 * The programs that the suite starts. Arguments may hold `{code}`, `{bytes}`, `{fd}`, `{text}`, which are replaced.
 * `emit` writes the decimal numbers from 1 upwards, one a line, cut at `{bytes}` bytes, to file descriptor `{fd}`.
 */
export interface ProgramFixtures {
  /** Writes its stdin to its stdout, for ever. */
  readonly cat: Init<InvokeConfig>;
  /** Exits at once with `{code}`. */
  readonly exits: Init<InvokeConfig>;
  /** Emits `{bytes}` on `{fd}`, then waits for ever. */
  readonly emits: Init<InvokeConfig>;
  /** Emits `{bytes}` on `{fd}`, then exits with `{code}`. */
  readonly emitsAndExits: Init<InvokeConfig>;
  /** Says nothing and stays. */
  readonly sleeps: Init<InvokeConfig>;
  /**
   * Writes lines to its stdout, then exits with 0: `not a tty` unless its stdin is a terminal, else anything; its user
   * ID; its group ID; its working directory; its arguments from `{text}` on with a space between each; each variable of
   * its environment as `NAME=VALUE`; `end`.
   */
  readonly tells?: Init<InvokeConfig>;
}

export interface Fixtures {
  readonly builds: BuildFixtures;
  readonly programs?: ProgramFixtures;
}
