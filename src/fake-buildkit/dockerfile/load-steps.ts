import { excludePatterns } from '../../dockerfile/exclude-patterns.js';
import type { PlannedStep } from '../../dockerfile/plan.js';
import { goQuote } from '../../words/go-quote.js';
import type { ReceivedFile } from '../../session-tunnel/files/received-files.js';
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
  readonly take?: (file: ReceivedFile, step: string) => Promise<void>;
}

/**
 * Does with the client what the steps do with it: reads the directories that they load, and asks for the secrets and
 * agents that they mount. It ends with the first step that fails for that.
 * @param known what has become of the steps that were loaded before
 */
export async function loadSteps(
  steps: readonly PlannedStep[],
  known: ReadonlyMap<PlannedStep, StepOutcome>,
  { directories, take = forget }: Loading,
): Promise<ReadonlyMap<PlannedStep, StepOutcome>> {
  const outcomes = new Map(known);
  const ignored = new Map<string, readonly string[]>();
  const received = new Map<string, ReceivedPaths>();
  for (const step of steps) {
    const { local, run, kind, copied } = step;
    if (outcomes.has(step)) continue;
    try {
      if (local !== undefined && kind === 'dockerignore') {
        const { files, bytes } = await directories.named(local.name, local.followPaths);
        ignored.set(local.name, excludePatterns(files.get('.dockerignore')?.toString() ?? ''));
        outcomes.set(step, { bytes });
      } else if (local !== undefined) {
        const exclude = ignored.get(local.name) ?? local.excludePatterns;
        const follow = local.followPaths;
        const paths = new ReceivedPaths();
        received.set(step.digest, paths);
        const bytes = await directories.read(
          {
            directory: local.name,
            ...(exclude.length > 0 && { exclude }),
            ...(follow.length > 0 && { follow }),
          },
          async (file) => {
            paths.add(file);
            await take(file, step.digest);
          },
        );
        outcomes.set(step, { bytes });
      } else if (copied !== undefined) {
        const missing = received.get(copied.from)?.firstMissing(copied.paths);
        if (missing !== undefined) return outcomes.set(step, notFound(copied.from, missing));
      } else if (run !== undefined && run.secrets.length + run.ssh.length > 0) {
        const error = await askForMounts(await directories.session(), run);
        if (error !== undefined) return outcomes.set(step, { error });
      }
    } catch (error) {
      return outcomes.set(step, { error: clientProblem(error).message });
    }
  }
  return outcomes;
}

/** How BuildKit says that a COPY does not find a file: it reads what is copied when it looks for it in its cache. */
function notFound(from: string, path: string): StepOutcome {
  const error = `failed to calculate checksum of ref ${workerId}::${from.replace(/^sha256:/, '').slice(0, 25)}: ${goQuote(path)}: not found`;
  return { error, failure: `failed to compute cache key: ${error}` };
}
