import { group, listOf, rule, text, whole, type OptionRules } from '../../../options/rules.js';

/**
 * How a Dockerfile is built.
 *
 * @since 0.1.0
 */
export interface DockerfileOptions {
  /** Name of the Dockerfile, as vertices show it. Default `Dockerfile`. */
  readonly file?: string;
  /** The image of a Dockerfile that begins without FROM. Default `docker.io/library/alpine:latest`. */
  readonly base?: string;
  /** How many of the steps after FROM are in the cache; `true` means all. Default: none. */
  readonly cached?: boolean | number;
  /**
   * Platforms to build for, such as `linux/arm64`; each has its own steps. Default: the builder's own, which names no
   * platform.
   */
  readonly platforms?: readonly string[];
  /** Sizes in bytes of the base image's layers, which are pulled. Default: the image is there already. */
  readonly layers?: readonly number[];
  /** A step that fails, on every platform. Default: none. */
  readonly fails?: FailingStep;
  /** Warnings of the frontend's linter. Default: none. */
  readonly warnings?: readonly LintWarning[];
}

/**
 * A step whose process does not exit with 0.
 *
 * @since 0.1.0
 */
export interface FailingStep {
  /** Which step, counted from 1 after FROM. Default: the last one. */
  readonly step?: number;
  /** The exit code of its process. Default 1. */
  readonly code?: number;
  /** What the process writes to stderr. Default: nothing. */
  readonly output?: string;
}

/**
 * A warning of newer frontends' linter, which reads `JSONArgsRecommended: JSON arguments recommended … (line 3)`.
 *
 * @since 0.1.0
 */
export interface LintWarning {
  /** Name of the rule, such as `JSONArgsRecommended`. */
  readonly rule: string;
  /** What is wrong, in words. */
  readonly text: string;
  /** The line of the Dockerfile, from 1. */
  readonly line: number;
}

export const instructionsRule = listOf("a list of the Dockerfile's instructions", text);

/** What the options may be. */
export const dockerfileRules: OptionRules<DockerfileOptions> = {
  file: text,
  base: text,
  cached: rule(
    'true, false, or how many steps',
    (value) => typeof value === 'boolean' || (Number.isSafeInteger(value) && (value as number) >= 0),
  ),
  platforms: listOf('a list of platforms', text),
  layers: listOf('a list of sizes in bytes', whole(0)),
  fails: group<FailingStep>({ step: whole(1), code: whole(0), output: text }),
  warnings: listOf('a list of warnings', group<LintWarning>({ rule: text, text, line: whole(1) })),
};
