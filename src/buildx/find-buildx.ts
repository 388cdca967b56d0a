import { checkOptions } from '../options/check.js';
import { listOf, rule, text, type OptionRules } from '../options/rules.js';
import { isObject } from '../protocol/is-object.js';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { BuildxNotFoundError } from './buildx-not-found-error.js';

/**
 * Where a `docker-buildx` is looked for.
 *
 * @since 0.1.0
 */
export interface FindBuildxOptions {
  /** The program's path; it is looked for nowhere else then. */
  readonly program?: string;
  /** Where `BUILDX_TESTKIT_BUILDX`, `PATH`, `DOCKER_CONFIG` and `HOME` are read. Default: `process.env`. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Where the system's plugins of Docker are. Default: the directories in which `docker` looks. */
  readonly pluginDirectories?: readonly string[];
}

/** What they may be. */
export const findBuildxRules: OptionRules<FindBuildxOptions> = {
  program: text,
  env: rule('variables by their names', isObject),
  pluginDirectories: listOf('a list of directories', text),
};

const systemDirectories = [
  '/usr/local/lib/docker/cli-plugins',
  '/usr/local/libexec/docker/cli-plugins',
  '/usr/lib/docker/cli-plugins',
  '/usr/libexec/docker/cli-plugins',
];

/**
 * Finds `docker-buildx`: as the option says, as `BUILDX_TESTKIT_BUILDX` says, on `PATH`, or among Docker's plugins.
 *
 * @returns its absolute path
 * @throws BuildxNotFoundError that names every place where it was looked for; ArgumentError when the options are wrong
 * @since 0.1.0
 */
export function findBuildx(options: FindBuildxOptions = {}): string {
  checkOptions('findBuildx', options, findBuildxRules);
  const places = placesOf(options);
  const found = places.find(canBeRun);
  if (found === undefined) throw new BuildxNotFoundError(places);
  return found;
}

function placesOf({ program, env = process.env, pluginDirectories = systemDirectories }: FindBuildxOptions): string[] {
  const named = program ?? nonEmpty(env['BUILDX_TESTKIT_BUILDX']);
  if (named !== undefined) return [resolve(named)];
  const home = nonEmpty(env['HOME']);
  const docker = nonEmpty(env['DOCKER_CONFIG']) ?? (home === undefined ? undefined : join(home, '.docker'));
  const directories = [
    ...(env['PATH'] ?? '').split(delimiter).filter((directory) => directory !== ''),
    ...(docker === undefined ? [] : [join(docker, 'cli-plugins')]),
    ...pluginDirectories,
  ];
  const name = process.platform === 'win32' ? 'docker-buildx.exe' : 'docker-buildx';
  return [...new Set(directories.map((directory) => resolve(directory, name)))];
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}

function canBeRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
