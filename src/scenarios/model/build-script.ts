import type { BuildOptions, StringMap } from '../../protocol/messages.js';
import type { StatusCodeName } from '../../protocol/status-code.js';
import type { DockerfileScript } from './dockerfile-script.js';
import type { ListMatch, Match, TextMatch } from './match.js';
import type { RecordedBuild } from './recorded-build.js';
import type { RegistryScript } from './registry-script.js';
import type { VertexScript } from './vertex-script.js';

/**
 * Which builds a script answers: any part of the options, the session's ref, and what came on stdin.
 *
 * @since 0.1.0
 */
export type BuildMatch = Match<BuildOptions> & {
  /** The session's ref. */
  readonly session?: TextMatch;
  /**
   * What came on stdin, matched when all of it has been read; only builds whose context or Dockerfile is `-` read it.
   */
  readonly stdin?: TextMatch | Sha256Match;
  /** The text of the Dockerfile that the client sends. Only a fake BuildKit is sent one. */
  readonly dockerfile?: TextMatch;
  /** The frontend, such as `dockerfile.v0`; empty for a build of LLB. Only a fake BuildKit is told. */
  readonly frontend?: TextMatch;
  /**
   * Files that the client's context must have, among others; paths from its root, as `src/main.c`. Only a fake BuildKit
   * is sent the context.
   */
  readonly contextFiles?: ListMatch<TextMatch>;
  /**
   * Options that are not named must have their default, all the way down; only the build's own `ref` and its `groupRef`
   * may be anything. Default false.
   */
  readonly exactly?: boolean;
};

/** Bytes of any length, known by their SHA-256 in 64 lowercase hexadecimal digits, as `sha256sum` prints it. */
export interface Sha256Match {
  readonly sha256: string;
}

/**
 * How a build goes.
 *
 * @since 0.1.0
 */
export interface BuildScript {
  /** Names the script in messages to people. */
  readonly name?: string;
  /** The builds that the script answers. Default: every build. */
  readonly when?: BuildMatch;
  /** The script is used up by its first build. Default false. */
  readonly once?: boolean;
  /**
   * In the texts of `vertices`, `reply` and `error`, `{{buildArgs.WORD}}` or `{{tags[0]}}` is what the build's options have
   * there; nothing where they have nothing. Default false: texts are as they are.
   */
  readonly template?: boolean;
  /** The graph. Default: a small plausible one. An empty list shows no progress at all. */
  readonly vertices?: readonly VertexScript[];
  /** The graph is that of the client's own Dockerfile, and this lies over it; `vertices` must be absent. */
  readonly dockerfile?: DockerfileScript;
  /** What registries want of a build that pushes to them, by their hosts as names of images have them, such as `docker.io`. */
  readonly registries?: Readonly<Record<string, RegistryScript>>;
  /**
   * The `ExporterResponse` of a build that succeeds: it is merged over the plausible digests that the fake makes up.
   */
  readonly reply?: StringMap;
  /** The build fails when its vertices are done. A vertex with an `error` makes the build fail without this. */
  readonly error?: BuildErrorScript;
  /** How much of a step's log is shown. Default: as much as BuildKit shows. */
  readonly logLimits?: LogLimits;
  /** The build goes as one went that was recorded; `vertices`, `reply` and `error` must be absent. */
  readonly recorded?: RecordedBuild;
  /**
   * No container can be made of the build's result: every Invoke fails with `failed to create container` and this text.
   */
  readonly container?: { readonly fails: string };
  /** What processes find in the build's result. Default: `cmd: ['/bin/sh']`. */
  readonly image?: ImageScript;
}

/**
 * How a build fails whose vertices all succeed.
 *
 * @since 0.1.0
 */
export interface BuildErrorScript {
  /**
   * The error's text. As `2023-04` the fake puts `failed to solve: ` in front, as the real server does, unless `before`
   * is there.
   */
  readonly message: string;
  /** The gRPC status. Default UNKNOWN. */
  readonly code?: Exclude<StatusCodeName, 'OK'>;
  /** Typed details, from 0.11; added to those that the real server gives. */
  readonly details?: readonly { readonly typeUrl: string; readonly json: unknown }[];
  /** Whether processes can be started in what the failed build left (from 0.11). Default: only if a vertex failed. */
  readonly leavesResult?: boolean;
  /**
   * The build is refused: before the `builder` is looked at, when nothing is shown and a Status that waits usually waits
   * on, or before BuildKit's `solve`, when the vertices that the script has are shown and Status ends OK. The message is
   * as it is, with no `failed to solve: ` in front, and nothing is left (docs/real-controller.md §5.3).
   */
  readonly before?: 'builder' | 'solve';
}

/**
 * How much is shown of each stream of each step; -1 is all. BuildKit's `BUILDKIT_STEP_LOG_MAX_SIZE` and
 * `BUILDKIT_STEP_LOG_MAX_SPEED`.
 *
 * @since 0.1.0
 */
export interface LogLimits {
  /** Bytes in all. Default 2 MiB. */
  readonly size?: number;
  /** Bytes a second. Default 200 KiB. */
  readonly speed?: number;
}

/**
 * What a process finds in the image, where the client leaves it to the image.
 *
 * @since 0.1.0
 */
export interface ImageScript {
  /** The image's own entrypoint. Default: none. */
  readonly entrypoint?: readonly string[];
  /** The image's own command. Default: none. */
  readonly cmd?: readonly string[];
  /** Variables as `NAME=VALUE`, which every process has. Default: none. */
  readonly env?: readonly string[];
  /** The user of processes that ask for the image's own (`noUser`). Default root. */
  readonly user?: string;
  /** The directory of processes that ask for the image's own (`noCwd`). Default `/`. */
  readonly cwd?: string;
  /** The users of the image, as `UID:GID` by name; a process of any other user fails. Default: `root` and `nobody`. */
  readonly users?: Readonly<Record<string, string>>;
  /** The text of each file by its path, for `ls` and `cat` of the built-in programs. Default: none. */
  readonly files?: Readonly<Record<string, string>>;
}
