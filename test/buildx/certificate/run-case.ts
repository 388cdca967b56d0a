import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { cleanEnvironment } from '../../../src/buildx/clean-environment.js';
import { PrivateConfiguration } from '../../../src/buildx/private-configuration.js';
import { Directory } from '../programs/directory.js';
import type { CertifiedCase, CertifiedRun } from './certified-case.js';
import { type Ended, factsOf } from './facts/facts.js';

/** Whom a case is run with. */
export interface Side {
  /** Where the BuildKit listens, as `FakeBuildKit.listen` returns it. */
  readonly endpoint: string;
  /** The path of the docker-buildx. */
  readonly program: string;
  /** The path of a static shell; or its size, for a BuildKit that runs nothing. */
  readonly shell: string | number;
}

/** Runs the command lines of a case one after the other, and says what came of them, in facts. */
export async function runCase(one: CertifiedCase, side: Side): Promise<readonly string[]> {
  using directory = new Directory(one.files);
  writeShell(join(directory.path, 'sh'), side.shell, `${one.name} ${side.program}`);
  await using configuration = await PrivateConfiguration.create(side.endpoint, side.program);
  const env = { ...cleanEnvironment(process.env), ...configuration.variables, HOME: configuration.home };
  const facts: string[] = [];
  for (const [index, run] of one.runs.entries()) {
    const ended = await runProgram(run, { program: side.program, cwd: directory.path, env: { ...env, ...run.env } });
    const said = factsOf(ended, { run, directory: directory.path, parallel: one.parallel === true });
    facts.push(...said.map((fact) => (one.runs.length === 1 ? fact : `${index + 1}: ${fact}`)));
    rmSync(join(directory.path, 'm.json'), { force: true });
  }
  return facts;
}

/** No two cases have the same shell, so that none is spared a step that another has done. */
function writeShell(path: string, shell: string | number, salt: string): void {
  const content = typeof shell === 'number' ? Buffer.alloc(shell) : readFileSync(shell);
  const unique = createHash('sha256').update(salt).digest();
  writeFileSync(path, Buffer.concat([content, unique]), { mode: 0o755 });
}

/** Makes a BuildKit forget what it has built. */
export async function forgetAll({ endpoint, program }: Pick<Side, 'endpoint' | 'program'>): Promise<void> {
  await using configuration = await PrivateConfiguration.create(endpoint, program);
  const env = { ...cleanEnvironment(process.env), ...configuration.variables, HOME: configuration.home };
  const { exitCode, stderr } = await runProgram({ args: ['prune', '-af'] }, { program, cwd: '/', env });
  if (exitCode !== 0) throw new Error(`the cache cannot be pruned: ${stderr}`);
}

interface Surroundings {
  readonly program: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

async function runProgram(run: CertifiedRun, { program, cwd, env }: Surroundings): Promise<Ended> {
  const child = spawn(program, argsOf(run), { cwd, env, stdio: 'pipe' });
  const stdout: Buffer[] = [];
  let stderr = '';
  child.stdout.on('data', (data: Buffer) => stdout.push(data));
  child.stderr.setEncoding('utf8').on('data', (data: string) => {
    stderr += data;
    if (run.interruptedAt !== undefined && hasStarted(stderr, run.interruptedAt)) child.kill('SIGINT');
  });
  // Whoever does not read its input has ended, which the exit code tells.
  child.stdin.on('error', () => {});
  child.stdin.end(run.stdin ?? '');
  const [code, by] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  return {
    exitCode: code ?? 128 + constants.signals[by ?? 'SIGKILL'],
    stdout: Buffer.concat(stdout).toString(),
    stderr,
  };
}

function argsOf({ args, plain }: CertifiedRun): readonly string[] {
  const [verb = '', ...rest] = args;
  if (verb !== 'build' && verb !== 'bake') return args;
  return [verb, '--progress', plain === true ? 'plain' : 'rawjson', ...rest];
}

/** Whether progress, as text or as JSON of either spelling, shows that a step began. */
function hasStarted(progress: string, step: string): boolean {
  const at = progress.indexOf(`"name": ${JSON.stringify(step)}`);
  const close = progress.indexOf(`"name":${JSON.stringify(step)}`);
  const from = Math.max(at, close);
  return from >= 0 && new RegExp(`${escape(JSON.stringify(step))},\\s*"started"`).test(progress.slice(from));
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
