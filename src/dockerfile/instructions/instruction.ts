import type { SourceRange } from '../source-range.js';

/** What every instruction has. */
export interface Written {
  /** The keyword, in the case in which it is written. */
  readonly keyword: string;
  /** The whole instruction in one line. */
  readonly code: string;
  readonly location: readonly SourceRange[];
  /** The comments before it. */
  readonly comments: readonly string[];
}

export interface FromInstruction extends Written {
  readonly kind: 'from';
  readonly base: string;
  /** In lower case; empty if it has none. */
  readonly name: string;
  /** Empty if it is not given. */
  readonly platform: string;
  /** What the comment before it says of the stage. */
  readonly description: string;
}

export interface ArgInstruction extends Written {
  readonly kind: 'arg';
  readonly args: readonly {
    readonly key: string;
    readonly value?: string;
    readonly description: string;
  }[];
}

export interface Assignment {
  readonly key: string;
  readonly value: string;
  /** In the form `KEY value`, without `=`. */
  readonly isLegacy: boolean;
}

export interface AssigningInstruction extends Written {
  readonly kind: 'env' | 'label';
  readonly assignments: readonly Assignment[];
}

/** A file that is written in the Dockerfile itself. */
export interface InlineFile {
  readonly name: string;
  readonly content: string;
  readonly expands: boolean;
}

export interface CopyInstruction extends Written {
  readonly kind: 'copy' | 'add';
  readonly sources: readonly string[];
  readonly inlineFiles: readonly InlineFile[];
  readonly destination: string;
  /** Of COPY: a stage, its number, or an image; empty for the build context. */
  readonly from: string;
  readonly chown: string;
  readonly chmod: string;
  readonly link: boolean;
  readonly parents: boolean;
  /** Of ADD. */
  readonly checksum: string;
  /** Of ADD of a repository; absent if it is not given. */
  readonly keepGitDir?: boolean;
  /** What is left out of the directories that are copied. */
  readonly excludePatterns: readonly string[];
}

/** A command that a shell runs, unless it is written as a JSON array. */
export interface CommandInstruction extends Written {
  readonly kind: 'cmd' | 'entrypoint';
  readonly command: readonly string[];
  readonly inShell: boolean;
}

/** How a container's health is checked, as image configurations have it. Times in nanoseconds. */
export interface Healthcheck {
  readonly Test: readonly string[];
  readonly Interval?: number;
  readonly Timeout?: number;
  readonly StartPeriod?: number;
  readonly StartInterval?: number;
  readonly Retries?: number;
}

export interface HealthcheckInstruction extends Written {
  readonly kind: 'healthcheck';
  readonly healthcheck: Healthcheck;
}

/** An instruction that has a single text. */
export interface SimpleInstruction extends Written {
  readonly kind: 'maintainer' | 'onbuild' | 'stopsignal' | 'user' | 'workdir';
  readonly value: string;
}

export interface ListInstruction extends Written {
  readonly kind: 'expose' | 'shell' | 'volume';
  readonly values: readonly string[];
}

/** A heredoc of RUN. */
export interface RunFile {
  readonly name: string;
  readonly content: string;
  readonly dropsTabs: boolean;
}

export interface RunInstruction extends Written {
  readonly kind: 'run';
  readonly command: readonly string[];
  readonly inShell: boolean;
  readonly files: readonly RunFile[];
  /** The values of `--mount`, in which variables are not replaced yet. */
  readonly mounts: readonly string[];
  /** What the build must be allowed, such as `network.host`. */
  readonly entitlements: readonly string[];
}

/** An instruction within a stage. */
export type StageInstruction =
  | ArgInstruction
  | AssigningInstruction
  | CommandInstruction
  | CopyInstruction
  | HealthcheckInstruction
  | ListInstruction
  | RunInstruction
  | SimpleInstruction;

export type Instruction = FromInstruction | StageInstruction;
