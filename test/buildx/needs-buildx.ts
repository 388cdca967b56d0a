import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BuildxNotFoundError } from '../../src/buildx/buildx-not-found-error.js';
import { findBuildx } from '../../src/buildx/find-buildx.js';
import { unmet } from '../unmet.js';

const image = process.env['BUILDX_TESTKIT_IMAGE'] ?? 'buildx-testkit/debian-controller';

let known: { readonly program?: string } | undefined;

/** For `before`: tests that need the real program, of this machine or out of the image of a real controller. */
export function needsBuildx(hook: Mocha.Context): string {
  hook.timeout('60s');
  known ??= { ...optional('program', installed() ?? outOfImage()) };
  if (known.program === undefined)
    return unmet(hook, `no docker-buildx here, and none to take out of the image ${image}`);
  return known.program;
}

function optional(name: 'program', value: string | undefined): { program?: string } {
  return value === undefined ? {} : { [name]: value };
}

function installed(): string | undefined {
  try {
    return findBuildx();
  } catch (error) {
    if (error instanceof BuildxNotFoundError) return undefined;
    throw error;
  }
}

/** It is a static program, so it runs outside of its image. */
function outOfImage(): string | undefined {
  const directory = mkdtempSync(join(tmpdir(), 'docker-buildx-'));
  process.once('exit', () => rmSync(directory, { recursive: true, force: true }));
  const docker = (...args: string[]) =>
    execFileSync('docker', args, { stdio: ['ignore', 'pipe', 'ignore'] })
      .toString()
      .trim();
  try {
    const container = docker('create', '--pull', 'never', image);
    try {
      docker('cp', `${container}:/usr/libexec/docker/cli-plugins/docker-buildx`, directory);
    } finally {
      docker('rm', container);
    }
    return join(directory, 'docker-buildx');
  } catch {
    return undefined;
  }
}
