import { excludePatterns } from '../../dockerfile/patterns/exclude-patterns.js';
import type { PlannedStep } from '../../dockerfile/plan.js';
import type { LocalDetails } from '../../dockerfile/stages/step-details.js';
import { goQuote } from '../../words/go-quote.js';
import type { ReceivedFile } from '../../session-tunnel/files/received-files.js';
import { recordId } from '../usage/record-id.js';
import { workerId } from '../worker.js';
import { askForMounts } from './ask-for-mounts.js';
import { type ClientDirectories, forget } from './client-directories.js';
import { clientProblem } from './client-problem.js';
import { ReceivedPaths } from './received-paths.js';
import type { StepOutcome } from './step-vertices.js';

/** What loading the steps takes from elsewhere. */
export interface Loading {
  readonly directories: ClientDirectories;
  /** Takes the files of the client's directories, with the digest of the step that loads them. Default: their content is read and forgotten. */
  readonly take?: ((file: ReceivedFile, step: string) => Promise<void>) | undefined;
}

/** Is told how many bytes have come of a directory. */
export type Came = (bytes: number) => void;

/**
 * Does with the client what the steps do with it: reads the directories that they load, and asks for the secrets and
 * agents that they mount.
 */
export class StepLoader {
  readonly #steps: readonly PlannedStep[];
  readonly #loading: Loading;
  readonly #outcomes = new Map<PlannedStep, StepOutcome>();
  readonly #ignored = new Map<string, readonly string[]>();

  constructor(steps: readonly PlannedStep[], loading: Loading) {
    this.#steps = steps;
    this.#loading = loading;
  }

  /** What has become of a step so far. */
  outcomeOf(step: PlannedStep): StepOutcome {
    return this.#outcomes.get(step) ?? {};
  }

  /** Says what has become of a step that was loaded elsewhere. */
  know(step: PlannedStep, outcome: StepOutcome): void {
    this.#outcomes.set(step, outcome);
  }

  /** Whether a step needs something of the client that is not loaded yet. */
  isLeft(step: PlannedStep): boolean {
    if (this.#outcomes.has(step)) return false;
    const { local, run } = step;
    return local !== undefined || (run !== undefined && run.secrets.length + run.ssh.length > 0);
  }

  /** Does what is left of a step. */
  async load(step: PlannedStep, came?: Came): Promise<StepOutcome> {
    if (this.isLeft(step)) this.#outcomes.set(step, await this.#load(step, came));
    return this.outcomeOf(step);
  }

  async #load(step: PlannedStep, came?: Came): Promise<StepOutcome> {
    const { local, run, kind } = step;
    let bytes: number | undefined;
    try {
      if (local !== undefined && kind === 'dockerignore') return { bytes: await this.#loadIgnored(local) };
      if (local !== undefined) {
        const count: Came = (number) => {
          bytes = number;
          came?.(number);
        };
        return { bytes: await this.#loadDirectory(step, local, count) };
      }
      const error = run && (await askForMounts(await this.#loading.directories.session(), run));
      return error === undefined ? {} : { error };
    } catch (error) {
      const { message } = clientProblem(error);
      return { error: message, ...(bytes !== undefined && { bytes }) };
    }
  }

  async #loadIgnored({ name, followPaths }: LocalDetails): Promise<number> {
    const { files, bytes } = await this.#loading.directories.named(name, followPaths);
    this.#ignored.set(name, excludePatterns(files.get('.dockerignore')?.toString() ?? ''));
    return bytes;
  }

  async #loadDirectory(step: PlannedStep, local: LocalDetails, came: Came): Promise<number> {
    const { directories, take = forget } = this.#loading;
    const exclude = this.#ignored.get(local.name) ?? local.excludePatterns;
    const follow = local.followPaths;
    const paths = new ReceivedPaths();
    const bytes = await directories.read(
      { directory: local.name, ...(exclude.length > 0 && { exclude }), ...(follow.length > 0 && { follow }) },
      async (file) => {
        paths.add(file);
        await take(file, step.digest);
      },
      came,
    );
    this.#lookForCopied(step, paths);
    return bytes;
  }

  /** Finds the steps that copy from a directory what is not in it. */
  #lookForCopied({ digest }: PlannedStep, paths: ReceivedPaths): void {
    for (const step of this.#steps) {
      if (step.copied?.from !== digest) continue;
      const missing = paths.firstMissing(step.copied.paths);
      if (missing !== undefined) this.#outcomes.set(step, notFound(digest, missing));
    }
  }
}

/** How BuildKit says that a COPY does not find a file: it reads what is copied when it looks for it in its cache. */
function notFound(from: string, path: string): StepOutcome {
  const error = `failed to calculate checksum of ref ${workerId}::${recordId(from)}: ${goQuote(path)}: not found`;
  return { error, failure: `failed to compute cache key: ${error}` };
}
