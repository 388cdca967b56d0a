import { checkArgument } from '../options/check.js';
import { having, rule, text } from '../options/rules.js';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { BuildxVersion } from '../protocol/messages.js';
import { ArgumentError } from '../options/argument-error.js';
import { BuildxNotFoundError } from './buildx-not-found-error.js';
import { cleanEnvironment } from './clean-environment.js';

/**
 * Asks the program at this path for its version. As the option `info` of a {@link FakeController} it makes the fake the
 * program's own controller.
 *
 * @example const fake = await FakeController.start({ revision: '0.12', info: await buildxVersion(findBuildx()) });
 * @throws BuildxNotFoundError when there is none; ArgumentError when it says something else
 * @since 0.1.0
 */
export async function buildxVersion(program: string): Promise<BuildxVersion> {
  checkArgument('buildxVersion', 'program', program, path);
  return askVersion(program);
}

/**
 * As {@link buildxVersion} does, without waiting for longer than so many milliseconds; for ever by default. The error of
 * a program that took longer has `killed`.
 */
export async function askVersion(program: string, timeoutMs = 0): Promise<BuildxVersion> {
  const stdout = await said(program, timeoutMs);
  const [name, version, revision = ''] = stdout.trim().split(/\s+/);
  if (name === undefined || version === undefined) {
    throw new ArgumentError(
      'buildxVersion',
      `${program} version says ${JSON.stringify(stdout)}: that is no docker-buildx`,
    );
  }
  return { package: name, version, revision };
}

const path = rule("the program's path", (value) => typeof value === 'string' && value !== '');

async function said(program: string, timeout: number): Promise<string> {
  try {
    return (
      await promisify(execFile)(program, ['version'], {
        env: cleanEnvironment(process.env),
        timeout,
        killSignal: 'SIGKILL',
      })
    ).stdout;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new BuildxNotFoundError([program]);
  }
}

/**
 * Whether a version is this release or a later one: `isAtLeast(buildx.version, '0.13')`. Tests skip on it. What is no
 * release, such as a build of somebody's own, is none.
 *
 * @throws ArgumentError for what is neither
 * @since 0.1.0
 */
export function isAtLeast(actualVersion: Pick<BuildxVersion, 'version'>, release: string): boolean {
  checkArgument('isAtLeast', 'version', actualVersion, having('a version, such as buildx.version', 'version'));
  checkArgument('isAtLeast', 'release', release, text);
  const { version } = actualVersion;
  const actual = numbersOf(version);
  if (actual.length === 0) return false;
  for (const [i, wanted] of numbersOf(release).entries()) {
    const part = actual[i] ?? 0;
    if (part !== wanted) return part > wanted;
  }
  return true;
}

function numbersOf(version: string): number[] {
  return /^v?(\d+(?:\.\d+)*)/.exec(version)?.[1]?.split('.').map(Number) ?? [];
}
