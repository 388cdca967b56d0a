import type { ScenarioInput } from '../../../src/index.js';

/** One command line. Its progress is asked for as raw JSON. */
export interface CertifiedRun {
  readonly args: readonly string[];
  readonly stdin?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  /** The step of which the start is answered with Ctrl-C. */
  readonly interruptedAt?: string;
  /** Whether its progress is asked for as plain text instead. Default false. */
  readonly plain?: boolean;
}

/** Command lines that come to the same against the fake and against the real BuildKit. */
export interface CertifiedCase {
  readonly name: string;
  /** The first release that can be asked for it. Default: any. */
  readonly since?: string;
  /** The files of the directory that it runs in, by path; besides, `sh` is a static shell. */
  readonly files: Readonly<Record<string, string>>;
  readonly runs: readonly CertifiedRun[];
  /** What the fake plays. Default: the client's own Dockerfile, all of whose steps succeed. */
  readonly scenario?: ScenarioInput;
  /** Whether steps begin side by side, so that the order of their names is left to chance. Default false. */
  readonly parallel?: boolean;
}
