import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { BuildxVersion } from '../protocol/messages.js';
import { cleanEnvironment } from './clean-environment.js';

/**
 * Asks the program at this path for its version. As the option `info` of a {@link FakeController} it makes the fake the
 * program's own controller.
 *
 * @example const fake = await FakeController.start({ revision: '0.12', info: await buildxVersion(findBuildx()) });
 * @throws Error when it cannot be run, or says something else
 * @since 0.1.0
 */
export async function buildxVersion(program: string): Promise<BuildxVersion> {
  const { stdout } = await promisify(execFile)(program, ['version'], { env: cleanEnvironment(process.env) });
  const [name, version, revision = ''] = stdout.trim().split(/\s+/);
  if (name === undefined || version === undefined) {
    throw new Error(`${program} version says ${JSON.stringify(stdout)}: that is no docker-buildx`);
  }
  return { package: name, version, revision };
}

/**
 * Whether a version is this release or a later one: `isAtLeast(buildx.version, '0.13')`. Tests skip on it. What is no
 * release, such as a build of somebody's own, is none.
 *
 * @since 0.1.0
 */
export function isAtLeast({ version }: Pick<BuildxVersion, 'version'>, release: string): boolean {
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
