import type { BuildOptions } from '../../protocol/messages.js';
import type { BuildMatch } from '../model/build-script.js';
import { compare } from './compare.js';
import { compareUnnamed } from './compare-unnamed.js';
import { compareStdin } from './compare-stdin.js';
import { mismatches, type Comparison } from './comparison.js';

/** What BuildKit sees of its client, besides the options of the build. */
export interface Seen {
  readonly dockerfile?: string;
  readonly frontend?: string;
  readonly contextFiles?: readonly string[];
}

/** A build that a client asks for. */
export interface RequestedBuild {
  readonly session: string;
  readonly options: BuildOptions;
  /** The whole of stdin; absent when it was not read. */
  readonly stdin?: Uint8Array | undefined;
  /** What only BuildKit sees of its client; a part is absent when it was not looked at, or not there. Default: nothing. */
  readonly seen?: Seen | undefined;
  /** What the service is not told of a build: scripts are matched without it. Default: it is told everything. */
  readonly untold?: ReadonlySet<string>;
}

/** Holds everything that a script asks against a build; no rows when the script takes every build. */
export function compareBuild(match: BuildMatch | undefined, build: RequestedBuild): readonly Comparison[] {
  const {
    session,
    stdin,
    dockerfile,
    frontend,
    contextFiles,
    exactly = false,
    ...options
  } = told(match ?? {}, build.untold);
  const { seen = {} } = build;
  // Clients make these two anew for every build, so only a match that names them looks at them.
  const { ref, groupRef, ...others } = build.options;
  const compared = {
    ...told(others, build.untold),
    ...(options.ref !== undefined && { ref }),
    ...(options.groupRef !== undefined && { groupRef }),
  };
  return [
    ...compare(session, build.session, 'session'),
    ...compare(frontend, seen.frontend, 'frontend'),
    ...compare(options, build.options, ''),
    ...compare(dockerfile, seen.dockerfile, 'dockerfile'),
    ...compare(contextFiles, seen.contextFiles, 'contextFiles'),
    ...compareStdin(stdin, build.stdin),
    ...(exactly ? compareUnnamed(options, compared, '') : []),
  ];
}

/** The differences that keep a script from answering a build; none when it answers. */
export function matchBuild(match: BuildMatch | undefined, build: RequestedBuild): readonly Comparison[] {
  return mismatches(compareBuild(match, build));
}

function told<T extends object>(options: T, untold: ReadonlySet<string> | undefined): Partial<T> {
  if (untold === undefined) return options;
  return Object.fromEntries(Object.entries(options).filter(([name]) => !untold.has(name))) as Partial<T>;
}
