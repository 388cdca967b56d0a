import type { BuildOptions } from '../../protocol/messages.js';
import type { BuildMatch } from '../model/build-script.js';
import { compare } from './compare.js';
import { compareUnnamed } from './compare-unnamed.js';
import { compareStdin } from './compare-stdin.js';
import { mismatches, type Comparison } from './comparison.js';

/** A build that a client asks for. */
export interface RequestedBuild {
  readonly session: string;
  readonly options: BuildOptions;
  /** All of stdin, when it was read. */
  readonly stdin?: Uint8Array | undefined;
}

/** Everything that a script asks of a build, held against it; no rows when it takes every build. */
export function compareBuild(match: BuildMatch | undefined, build: RequestedBuild): readonly Comparison[] {
  const { session, stdin, exactly = false, ...options } = match ?? {};
  // These two are new in every build: a match that wants them names them.
  const { ref, groupRef, ...others } = build.options;
  const compared = {
    ...others,
    ...(options.ref !== undefined && { ref }),
    ...(options.groupRef !== undefined && { groupRef }),
  };
  return [
    ...compare(session, build.session, 'session'),
    ...compare(options, build.options, ''),
    ...compareStdin(stdin, build.stdin),
    ...(exactly ? compareUnnamed(options, compared, '') : []),
  ];
}

/** What keeps a script from answering a build; empty when it answers. */
export function matchBuild(match: BuildMatch | undefined, build: RequestedBuild): readonly Comparison[] {
  return mismatches(compareBuild(match, build));
}
