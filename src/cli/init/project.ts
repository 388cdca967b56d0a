import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileProblem } from '../../conformance/files/file-problem.js';
import { UsageError } from '../usage-error.js';

/** The test runners for which a first test can be written; `node` is `node --test`. */
export const runners = ['mocha', 'vitest', 'jest', 'node'] as const;

export type Runner = (typeof runners)[number];

/** What somebody's project says of itself. */
export interface Project {
  readonly directory: string;
  /** Whether its `.js` files are ES modules. */
  readonly isModule: boolean;
  readonly hasTypeScript: boolean;
  /** What its package.json names as dependencies of any kind. */
  readonly packages: ReadonlySet<string>;
  /** Its script `test`; empty when there is none. */
  readonly testScript: string;
}

interface Manifest {
  readonly type?: string;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: object;
  readonly devDependencies?: object;
}

/**
 * Reads the project in a directory.
 * @throws UsageError when there is no package.json, or none that can be read
 */
export function readProject(directory: string): Project {
  const file = join(directory, 'package.json');
  const { type, scripts, dependencies, devDependencies } = readManifest(file);
  return {
    directory,
    isModule: type === 'module',
    hasTypeScript: existsSync(join(directory, 'tsconfig.json')),
    packages: new Set(Object.keys({ ...dependencies, ...devDependencies })),
    testScript: scripts?.['test'] ?? '',
  };
}

/** The runner of a project: what its script `test` calls, or else what it depends on, or else Node's own. */
export function runnerOf({ testScript, packages }: Project): Runner {
  const called = runners.find((runner) =>
    runner === 'node' ? /\bnode\b.* --test\b/.test(testScript) : new RegExp(`\\b${runner}\\b`).test(testScript),
  );
  return called ?? runners.find((runner) => packages.has(runner)) ?? 'node';
}

function readManifest(file: string): Manifest {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`cannot read ${file}: ${fileProblem(error)}; "npm init --yes" makes one`);
  }
  try {
    return JSON.parse(text) as Manifest;
  } catch (error) {
    throw new UsageError(`${file} is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}
