import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FakeController } from '../fake-controller/fake-controller.js';
import type { BuildxVersion } from '../protocol/messages.js';
import type { Ended } from './children.js';
import { ControllerDoorError } from './controller-door-error.js';

/** The verbs that ask a controller. */
const asking = ['build', 'b', 'debug'];

/**
 * Leads the real program to a fake controller, and to no other: a program that finds none would silently launch its own.
 * Its log file lies in a directory that does not exist, so that the launch fails before there is a process. There is no
 * file with a process' number either, because the monitor's `kill` would send that process a SIGINT.
 */
export class ControllerDoor {
  readonly #fake: FakeController;

  private constructor(fake: FakeController) {
    this.#fake = fake;
  }

  /**
   * @throws ControllerDoorError when the fake says that it is another version: the program would refuse it
   * @throws ListenError when the fake cannot listen there
   */
  static async open(fake: FakeController, version: BuildxVersion, buildxConfig: string): Promise<ControllerDoor> {
    const said = fake.info;
    if (said.package !== version.package || said.version !== version.version || said.revision !== version.revision) {
      throw new ControllerDoorError(
        `the fake says that it is ${textOf(said)}, but the program is ${textOf(version)} and speaks to its own version ` +
          'only: start the fake with `info: await buildxVersion(findBuildx())`',
      );
    }
    const root = join(buildxConfig, 'controller');
    const shared = join(root, 'shared');
    await mkdir(shared, { recursive: true });
    const log = join(root, 'the-fake-controller-does-not-answer', 'so-nothing-is-launched');
    await writeFile(join(root, 'config.toml'), `log_file = ${JSON.stringify(log)}\n`);
    await fake.listen(`unix://${join(shared, `buildx.${version.revision}.sock`)}`);
    return new ControllerDoor(fake);
  }

  /**
   * Runs the program, and holds that it asked the fake if it was to build.
   * @throws ControllerDoorError when it asked nobody, or somebody else
   */
  async watch(args: readonly string[], run: () => Promise<Ended>): Promise<Ended> {
    const other = args.find((arg) => /^--(?:server-config|root)(?:=|$)/.test(arg));
    if (other !== undefined) throw new ControllerDoorError(`${other} leads to another controller: leave it out`);
    let asked = false;
    const end = this.#fake.journal.onEntry(({ kind, rpc }) => {
      asked ||= kind === 'open' && rpc === 'Info';
    });
    try {
      const ended = await run();
      const verb = args.find((arg) => !arg.startsWith('-'));
      const helps = args.some((arg) => arg === '--help' || arg === '-h');
      if (!asked && !helps && verb !== undefined && asking.includes(verb)) throw notAsked(args, ended);
      return ended;
    } finally {
      end();
    }
  }
}

function notAsked(args: readonly string[], { exitCode, stderr }: Ended): ControllerDoorError {
  const hint = args.includes('--detach')
    ? 'the fake may be stopped, or so busy that it did not answer within a second'
    : 'without --detach the program asks no controller';
  return new ControllerDoorError(
    `docker-buildx did not ask the fake controller: ${hint}; it ended with exit code ${exitCode}, and said ${JSON.stringify(stderr)}`,
  );
}

function textOf({ package: name, version, revision }: BuildxVersion): string {
  return JSON.stringify(`${name} ${version} ${revision}`);
}
