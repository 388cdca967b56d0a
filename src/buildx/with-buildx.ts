import { checkArgument, checkOptions } from '../options/check.js';
import { listOf, rule, signal, text, texts, type OptionRules } from '../options/rules.js';
import { resolve } from 'node:path';
import { FakeBuildKit } from '../fake-buildkit/fake-buildkit.js';
import { FakeController } from '../fake-controller/fake-controller.js';
import type { BuildxVersion } from '../protocol/messages.js';
import { buildxVersion } from './buildx-version.js';
import { Children } from './children.js';
import { cleanEnvironment } from './clean-environment.js';
import { ControllerDoor } from './controller-door.js';
import { findBuildx, type FindBuildxOptions, findBuildxRules } from './find-buildx.js';
import { MetadataFile } from './metadata-file.js';
import { optionOf } from './option-of.js';
import { PrivateConfiguration } from './private-configuration.js';
import { progressEventsOf, type ProgressEvent } from './progress-event.js';
import { Terminal, type TerminalOptions, terminalRules } from './terminal.js';

/**
 * How {@link Buildx.run} runs the program; every part has a default.
 *
 * @since 0.1.0
 */
export interface BuildxRunOptions {
  /** What it reads, such as a Dockerfile for `build -`. Default: nothing. */
  readonly stdin?: string | Uint8Array;
  /** Its directory. Default: this process's. */
  readonly cwd?: string;
  /** When it aborts, the program is asked to end (SIGTERM), and the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Variables besides {@link Buildx.env}, or in place of some. */
  readonly env?: Readonly<Record<string, string>>;
}

const runRules: OptionRules<BuildxRunOptions> = {
  stdin: rule('a text, or bytes', (value) => typeof value === 'string' || value instanceof Uint8Array),
  cwd: text,
  signal,
  env: texts,
};
const argumentRule = listOf('a list of arguments', text);
const aFake = rule(
  'a FakeBuildKit or a FakeController',
  (value) => value instanceof FakeBuildKit || value instanceof FakeController,
);

/**
 * How a run of the program ended.
 *
 * @since 0.1.0
 */
export interface BuildxRun {
  /** 128 and the signal's number when a signal ended it, as in a shell. */
  readonly exitCode: number;
  /** All that it wrote there, as UTF-8. */
  readonly stdout: string;
  /** All that it wrote there, as UTF-8; progress is among it. */
  readonly stderr: string;
  /** What `--progress rawjson` told, in order; empty without that option. */
  readonly progress: readonly ProgressEvent[];
  /** What it wrote to its `--metadata-file`; undefined without that option, or where it wrote none. */
  readonly metadata: Readonly<Record<string, unknown>> | undefined;
}

/**
 * The real `docker-buildx`, with a configuration of its own in which a fake is the only builder.
 *
 * @since 0.1.0
 */
export class Buildx implements AsyncDisposable {
  /** The program's path. */
  readonly program: string;
  /** What the program says it is; {@link isAtLeast} compares. */
  readonly version: BuildxVersion;
  /** The whole environment for a child process: nothing of the user's is in it but `PATH`, language and temporary directory. */
  readonly env: Readonly<Record<string, string>>;
  readonly #resources: readonly AsyncDisposable[];
  readonly #children: Children;
  readonly #door: ControllerDoor | undefined;
  readonly #terminals: Terminal[] = [];

  /** @internal */
  constructor(parts: {
    readonly program: string;
    readonly version: BuildxVersion;
    readonly env: Readonly<Record<string, string>>;
    readonly children: Children;
    readonly door: ControllerDoor | undefined;
    readonly resources: readonly AsyncDisposable[];
  }) {
    this.program = parts.program;
    this.version = parts.version;
    this.env = parts.env;
    this.#children = parts.children;
    this.#door = parts.door;
    this.#resources = parts.resources;
  }

  /**
   * Runs the program to its end; one that fails resolves, too.
   *
   * @throws the reason of `signal`; ControllerDoorError when a build did not ask the fake controller; the system's error
   * when the program cannot be started; ArgumentError
   */
  async run(args: readonly string[], options: BuildxRunOptions = {}): Promise<BuildxRun> {
    checkArgument('buildx.run', 'args', args, argumentRule);
    checkOptions('buildx.run', options, runRules);
    const { stdin = '', cwd, signal: aborted, env = {} } = options;
    const file = optionOf(args, '--metadata-file');
    const metadata = file === undefined ? undefined : await MetadataFile.before(resolve(cwd ?? '.', file));
    const run = () =>
      this.#children.run(this.program, args, { stdin, cwd, signal: aborted, env: { ...this.env, ...env } });
    const ended = await (this.#door === undefined ? run() : this.#door.watch(args, run));
    const raw = optionOf(args, '--progress') === 'rawjson';
    return { ...ended, progress: raw ? progressEventsOf(ended.stderr) : [], metadata: await metadata?.written() };
  }

  /**
   * Runs the program at a pseudo-terminal of its own, where it shows its progress in place and has a monitor and shells.
   * Needs `script` and `stty`, as Linux machines have them.
   *
   * @example
   * await using terminal = buildx.terminal(['debug', '--invoke', '/bin/sh', 'build', '--detach', '.']);
   * await terminal.shows('/ # ');
   * terminal.write('exit\r');
   * @throws ArgumentError when the options are wrong, such as a size that is none
   */
  terminal(args: readonly string[], options: TerminalOptions = {}): Terminal {
    checkArgument('buildx.terminal', 'args', args, argumentRule);
    checkOptions('buildx.terminal', options, terminalRules);
    const door = this.#door;
    const terminal = Terminal.start(
      [this.program, ...args],
      { ...options, env: { ...this.env, ...options.env } },
      (run) => (door === undefined ? run() : door.watch(args, run)),
    );
    this.#terminals.push(terminal);
    return terminal;
  }

  /** Ends what still runs and removes the configuration. The fake stays as it is. */
  async [Symbol.asyncDispose](): Promise<void> {
    for (const terminal of this.#terminals) await terminal[Symbol.asyncDispose]();
    for (const resource of this.#resources) await resource[Symbol.asyncDispose]();
  }
}

/**
 * Finds the real `docker-buildx` and leads it to a fake. A {@link FakeBuildKit} is its builder. A {@link FakeController}
 * is the controller that `build --detach` asks; its `info` must be the program's version, see {@link buildxVersion}.
 *
 * @example
 * await using fake = await FakeBuildKit.start({ scenario: { builds: [build().add(vertex('[1/1] RUN make'))] } });
 * await using buildx = await withBuildx(fake);
 * const { exitCode, progress } = await buildx.run(['build', '--progress', 'rawjson', '.']);
 * @throws BuildxNotFoundError, ControllerDoorError, ListenError; ArgumentError when the arguments are wrong
 * @since 0.1.0
 */
export async function withBuildx(
  fake: FakeBuildKit | FakeController,
  options: FindBuildxOptions = {},
): Promise<Buildx> {
  checkArgument('withBuildx', 'fake', fake, aFake);
  checkOptions('withBuildx', options, findBuildxRules);
  const program = findBuildx(options);
  const version = await buildxVersion(program);
  const resources: AsyncDisposable[] = [];
  try {
    const children = new Children();
    // Beside a controller stands a builder that refuses every build, so that none succeeds past the fake.
    const builder = fake instanceof FakeController ? await FakeBuildKit.start({ scenario: { builds: [] } }) : fake;
    if (builder !== fake) resources.unshift(builder);
    const configuration = await PrivateConfiguration.create(await builder.listen(), program);
    resources.unshift(configuration);
    resources.unshift(children);
    const door =
      fake instanceof FakeController ? await ControllerDoor.open(fake, version, configuration.buildx) : undefined;
    const env = {
      ...cleanEnvironment(options.env ?? process.env),
      ...configuration.variables,
      HOME: configuration.home,
      ...(door === undefined ? {} : { BUILDX_EXPERIMENTAL: '1' }),
    };
    return new Buildx({ program, version, env, children, door, resources });
  } catch (error) {
    for (const resource of resources) await resource[Symbol.asyncDispose]();
    throw error;
  }
}
