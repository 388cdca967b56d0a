import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface BuildOptions {
  readonly ContextPath: string;
  readonly DockerfileName: string;
}

/** A message of Status, of which a field that is left out is empty. */
export interface Told {
  readonly vertexes?: readonly object[];
  readonly logs?: readonly object[];
}

/** A builder that is none: runs the `RUN` lines of a Dockerfile in an empty directory, and tells how that goes. */
export async function build(options: BuildOptions, tell: (told: Told) => void, signal: AbortSignal): Promise<void> {
  const name = options.DockerfileName || 'Dockerfile';
  const text = await step(`[internal] load build definition from ${name}`, tell, () =>
    readFile(join(options.ContextPath, name), 'utf8').catch(() => {
      throw new Error(`failed to read dockerfile: open ${name}: no such file or directory`);
    }),
  );
  const commands = [...text.matchAll(/^RUN (.*)$/gm)].map(([, command = '']) => command);
  const root = await mkdtemp(join(tmpdir(), 'minimal-controller-'));
  try {
    for (const [i, command] of commands.entries()) {
      const title = `[${i + 1}/${commands.length}] RUN ${command}`;
      const vertex = digestOf(title);
      await step(title, tell, () =>
        run(command, root, signal, (stream, msg) => tell({ logs: [{ vertex, timestamp: timestamp(), stream, msg }] })),
      );
    }
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

/** Does the work of a vertex, of which is told when it begins and when it ends. */
async function step<T>(name: string, tell: (told: Told) => void, work: () => Promise<T>): Promise<T> {
  const vertex = { digest: digestOf(name), name, started: timestamp() };
  tell({ vertexes: [vertex] });
  try {
    const result = await work();
    tell({ vertexes: [{ ...vertex, completed: timestamp() }] });
    return result;
  } catch (error) {
    tell({ vertexes: [{ ...vertex, completed: timestamp(), error: (error as Error).message }] });
    throw error;
  }
}

type OnLog = (stream: 1 | 2, msg: Buffer) => void;
async function run(command: string, cwd: string, signal: AbortSignal, onLog: OnLog): Promise<void> {
  signal.throwIfAborted();
  // In a process group of its own, so that all that it has started ends with it.
  const child = spawn('/bin/sh', ['-c', command], { cwd, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const kill = (): void => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  };
  signal.addEventListener('abort', kill, { once: true });
  child.stdout.on('data', (msg: Buffer) => onLog(1, msg));
  child.stderr.on('data', (msg: Buffer) => onLog(2, msg));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  signal.removeEventListener('abort', kill);
  signal.throwIfAborted();
  if (code !== 0)
    throw new Error(`process "/bin/sh -c ${command}" did not complete successfully: exit code: ${code ?? 137}`);
}

function digestOf(name: string): string {
  return `sha256:${createHash('sha256').update(name).digest('hex')}`;
}

function timestamp(): { readonly seconds: number; readonly nanos: number } {
  const now = Date.now();
  return { seconds: Math.floor(now / 1000), nanos: (now % 1000) * 1e6 };
}
