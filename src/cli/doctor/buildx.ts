import { BuildxNotFoundError } from '../../buildx/buildx-not-found-error.js';
import { askVersion } from '../../buildx/buildx-version.js';
import { findBuildx } from '../../buildx/find-buildx.js';
import type { Io } from '../io.js';
import type { Finding } from './finding.js';

/** Whether there is a docker-buildx, and what it says of itself within so many milliseconds. */
export async function buildxFinding(env: Io['env'], timeoutMs: number): Promise<Finding> {
  const name = 'docker-buildx';
  let program: string;
  try {
    program = findBuildx({ env });
  } catch (error) {
    if (!(error instanceof BuildxNotFoundError)) throw error;
    const named = env['BUILDX_TESTKIT_BUILDX'] ?? '';
    return {
      name,
      state: named === '' ? 'missing' : 'bad',
      found:
        named === ''
          ? 'not on PATH, nor among the plugins of docker'
          : `BUILDX_TESTKIT_BUILDX is ${named}: no such program`,
      advice: 'for tests of what calls docker buildx: install it, or say where it is in BUILDX_TESTKIT_BUILDX',
    };
  }
  try {
    const { version } = await askVersion(program, timeoutMs);
    return { name, state: 'ok', found: `${version}, ${program}` };
  } catch (error) {
    const hung = (error as { readonly killed?: boolean }).killed === true;
    const why = hung ? `said nothing in ${timeoutMs} ms` : firstLine(error);
    return {
      name,
      state: 'bad',
      found: `${program} does not tell its version: ${why}`,
      advice: `see what "${program} version" says, or name another in BUILDX_TESTKIT_BUILDX`,
    };
  }
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';
}
