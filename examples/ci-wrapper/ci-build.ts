import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { annotation, groupOf } from './annotations.js';
import { type Failure, failureOf, inWorkspace } from './failure.js';
import { isTransient } from './is-transient.js';
import { type ProgressEvent, ProgressLines } from './progress-lines.js';
import { type Step, Steps } from './steps.js';

export interface CiBuildOptions {
  /** The arguments of `docker buildx build`, without `--progress` and `--metadata-file`. */
  readonly args: readonly string[];
  /** What builds. Default: `docker buildx`. */
  readonly buildx?: readonly string[];
  /** Its environment. Default: that of this process. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** How often it is tried at most. Default 3. */
  readonly attempts?: number;
  /** Prints a line, or several. Default: to standard output. */
  readonly print?: (text: string) => void;
  /** Waits before the next attempt. Default: for so many milliseconds. */
  readonly pause?: (ms: number) => Promise<unknown>;
}

export interface BuildResult {
  readonly exitCode: number;
  readonly attempts: number;
  /** What buildx wrote to its `--metadata-file`: digests and names. */
  readonly metadata: Readonly<Record<string, unknown>> | undefined;
  /** Of the last attempt; undefined when it succeeded. */
  readonly failure: Failure | undefined;
  /** Of the last attempt. */
  readonly steps: readonly Step[];
}

/** Builds, prints each step as a group and each failure as an annotation, and tries again what passes by itself. */
export async function ciBuild(options: CiBuildOptions): Promise<BuildResult> {
  const { attempts = 3, print = console.log, pause = sleep } = options;
  for (let attempt = 1; ; attempt += 1) {
    const result = { ...(await buildOnce(options, print)), attempts: attempt };
    const { failure } = result;
    if (failure === undefined) return result;
    if (attempt === attempts || !isTransient(failure)) {
      print(annotation('error', failure.message, { title: failure.step, place: failure.place }));
      return result;
    }
    const ms = 1000 * 2 ** (attempt - 1);
    print(annotation('warning', failure.message, { title: `attempt ${attempt} of ${attempts}; again in ${ms} ms` }));
    await pause(ms);
  }
}

async function buildOnce(
  { args, buildx = ['docker', 'buildx'], env = process.env }: CiBuildOptions,
  print: (text: string) => void,
): Promise<Omit<BuildResult, 'attempts'>> {
  // A file of its own for each attempt, since one that fails writes none, and would be told what another has written.
  const directory = await mkdtemp(join(tmpdir(), 'ci-build-'));
  try {
    const metadataFile = join(directory, 'metadata.json');
    const [program = '', ...first] = buildx;
    const flags = ['build', '--progress', 'rawjson', '--metadata-file', metadataFile];
    const child = spawn(program, [...first, ...flags, ...args], { env, stdio: ['inherit', 'inherit', 'pipe'] });
    const closed = once(child, 'close') as Promise<[number | null]>;
    const steps = new Steps((step, output) => print(groupOf(step, output)));
    const lines = new ProgressLines();
    const text: string[] = [];
    const read = (async () => {
      for await (const line of createInterface(child.stderr)) {
        const said = lines.read(line);
        if (typeof said === 'string') text.push(said);
        else if (said !== undefined) {
          steps.add(said);
          printWarnings(said, args, print);
        }
      }
    })();
    const [[code]] = await Promise.all([closed, read]);
    steps.end();
    const exitCode = code ?? 1;
    return {
      exitCode,
      metadata: await metadataIn(metadataFile),
      failure: exitCode === 0 ? undefined : failureOf(text.join('\n'), steps.failed?.name, args),
      steps: steps.all,
    };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

function printWarnings({ warnings = [] }: ProgressEvent, args: readonly string[], print: (text: string) => void): void {
  for (const { short = '', sourceInfo, range = [] } of warnings) {
    const [first] = range;
    const file = sourceInfo?.filename;
    const place =
      file === undefined || first === undefined ? undefined : { file: inWorkspace(file, args), line: first.start.line };
    print(annotation('warning', Buffer.from(short, 'base64').toString(), { place }));
  }
}

async function metadataIn(file: string): Promise<BuildResult['metadata']> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
