import type { BuildOptions, StringMap } from '../../protocol/messages.js';
import type { StatusCodeName } from '../../protocol/status-code.js';
import type { Match, TextMatch } from './match.js';
import type { RecordedBuild } from './recorded-build.js';
import type { VertexScript } from './vertex-script.js';

/** Which builds a script answers: any part of the options, the session's ref, and what came on stdin. */
export type BuildMatch = Match<BuildOptions> & {
  readonly session?: TextMatch;
  /** Matched when all of stdin has been read; only builds whose context or Dockerfile is `-` read it. */
  readonly stdin?: TextMatch | Sha256Match;
  /** What is not named must have its default, all the way down; but for the build's own `ref` and its `groupRef`. */
  readonly exactly?: boolean;
};

/** Bytes of any length, known by their SHA-256 in 64 lowercase hexadecimal digits, as `sha256sum` prints it. */
export interface Sha256Match {
  readonly sha256: string;
}

/** How a build goes. */
export interface BuildScript {
  /** For messages to people. */
  readonly name?: string;
  /** Default: every build. */
  readonly when?: BuildMatch;
  /** Used up by its first build. */
  readonly once?: boolean;
  /**
   * In the texts of `vertices`, `reply` and `error`, `{{buildArgs.WORD}}` or `{{tags[0]}}` is what the build's options have
   * there; nothing where they have nothing. Default false: texts are as they are.
   */
  readonly template?: boolean;
  /** The graph. Default: a small plausible one. Empty: no progress at all. */
  readonly vertices?: readonly VertexScript[];
  /** `ExporterResponse` of a build that succeeds; added to and overriding the plausible digests. */
  readonly reply?: StringMap;
  /** The build fails when its vertices are done. A vertex with an `error` makes the build fail without this. */
  readonly error?: BuildErrorScript;
  /** How much of a step's log is shown. Default: as much as BuildKit shows. */
  readonly logLimits?: LogLimits;
  /** It goes as a build went that was recorded; `vertices`, `reply` and `error` have no place beside it. */
  readonly recorded?: RecordedBuild;
  /** No container can be made of its result: every Invoke fails with `failed to create container` and this text. */
  readonly container?: { readonly fails: string };
  /** What processes find in its result. Default: `cmd: ['/bin/sh']`. */
  readonly image?: ImageScript;
}

export interface BuildErrorScript {
  readonly message: string;
  /** Default UNKNOWN. */
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

/** Of each stream of each step, as `BUILDKIT_STEP_LOG_MAX_SIZE` and `BUILDKIT_STEP_LOG_MAX_SPEED` set them; -1 is none. */
export interface LogLimits {
  /** Bytes. Default 2 MiB. */
  readonly size?: number;
  /** Bytes a second. Default 200 KiB. */
  readonly speed?: number;
}

/** What a process finds in the image, where the client leaves it to the image. */
export interface ImageScript {
  readonly entrypoint?: readonly string[];
  readonly cmd?: readonly string[];
  /** `NAME=VALUE`; every process has them. */
  readonly env?: readonly string[];
  /** Whom a process runs as that asks for the image's own user (`noUser`). Default root. */
  readonly user?: string;
  /** Where a process runs that asks for the image's own directory (`noCwd`). Default `/`. */
  readonly cwd?: string;
  /** The users that it has, as `UID:GID` by name; a process of any other fails. Default: `root` and `nobody`. */
  readonly users?: Readonly<Record<string, string>>;
  /** What `ls` and `cat` of the built-in programs find: the text of each file by its path. Default: none. */
  readonly files?: Readonly<Record<string, string>>;
}
