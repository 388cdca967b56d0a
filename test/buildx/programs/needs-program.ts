import { existsSync } from 'node:fs';
import { buildxVersion } from '../../../src/index.js';
import type { BuildxVersion } from '../../../src/protocol/messages.js';
import { unmet } from '../../unmet.js';
import { needsBuildx } from '../needs-buildx.js';

/** A docker-buildx that tests run, and what it says it is. */
export interface Program {
  readonly path: string;
  readonly version: BuildxVersion;
}

/** The programs that every case is run with, by the name that a test has. */
export const programs = ['the docker-buildx of this machine or image', 'the newest docker-buildx'] as const;

/** For `before`: the program of that name. */
export async function needsProgram(hook: Mocha.Context, name: (typeof programs)[number]): Promise<Program> {
  const path = name === 'the newest docker-buildx' ? newest(hook) : needsBuildx(hook);
  const version = await buildxVersion(path);
  console.log(`      ${version.version}`);
  return { path, version };
}

function newest(hook: Mocha.Context): string {
  const path = process.env['BUILDX_TESTKIT_NEWEST_BUILDX'];
  if (path === undefined || path === '') return unmet(hook, 'BUILDX_TESTKIT_NEWEST_BUILDX names no docker-buildx');
  if (!existsSync(path)) return unmet(hook, `BUILDX_TESTKIT_NEWEST_BUILDX is ${path}, which does not exist`);
  return path;
}
