import type { BuildOptions, StringMap } from '../../protocol/messages.js';
import type { StatusCodeName } from '../../protocol/status-code.js';
import type { Match, TextMatch } from './match.js';
import type { RecordedBuild } from './recorded-build.js';
import type { VertexScript } from './vertex-script.js';

/** Which builds a script answers: any part of the options, the session's ref, and what came on stdin. */
export type BuildMatch = Match<BuildOptions> & {
  readonly session?: TextMatch;
  /** Matched when all of stdin has been read; only builds whose context or Dockerfile is `-` read it. */
  readonly stdin?: TextMatch;
  /** What is not named must have its default, all the way down; but for the build's own `ref` and its `groupRef`. */
  readonly exactly?: boolean;
};

/** How a build goes. */
export interface BuildScript {
  /** For messages to people. */
  readonly name?: string;
  /** Default: every build. */
  readonly when?: BuildMatch;
  /** Used up by its first build. */
  readonly once?: boolean;
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
  /** What a process runs that is started without arguments. Default: `cmd: ['/bin/sh']`. */
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
   * The build is refused, and nothing of its graph happens: before the `builder` is looked at, when a Status that waits
   * usually sees nothing of it and waits on, or before BuildKit's `solve`, when it ends OK. The message is as it is:
   * there is no `failed to solve: ` in front.
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

export interface ImageScript {
  readonly entrypoint?: readonly string[];
  readonly cmd?: readonly string[];
}
