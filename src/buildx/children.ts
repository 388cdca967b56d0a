import { spawn, type ChildProcess } from 'node:child_process';
import { constants } from 'node:os';

/** How a child process ended. */
export interface Ended {
  /** 128 and the signal's number when a signal ended it, as in a shell. */
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a child process is given. */
export interface ChildOptions {
  readonly env: Readonly<Record<string, string>>;
  readonly stdin: string | Uint8Array;
  readonly cwd?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Child processes, none of which outlives the object. */
export class Children implements AsyncDisposable {
  readonly #running = new Map<ChildProcess, Promise<unknown>>();

  /**
   * Runs a program to its end. When the signal aborts, the program is asked to end (SIGTERM) and waited for.
   * @throws the signal's reason; the system's error when the program cannot be started
   */
  async run(program: string, args: readonly string[], options: ChildOptions): Promise<Ended> {
    const { env, stdin, cwd, signal } = options;
    signal?.throwIfAborted();
    const child = spawn(program, args, { env, ...(cwd === undefined ? {} : { cwd }), stdio: 'pipe' });
    const stop = (): void => void child.kill('SIGTERM');
    signal?.addEventListener('abort', stop, { once: true });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (data: Buffer) => stdout.push(data));
    child.stderr.on('data', (data: Buffer) => stderr.push(data));
    // Whoever does not read its input has ended, which the exit code tells.
    child.stdin.on('error', () => {});
    child.stdin.end(stdin);
    const ended = new Promise<number>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code, by) => resolve(code ?? 128 + constants.signals[by ?? 'SIGKILL']));
    });
    this.#running.set(child, ended);
    try {
      const exitCode = await ended;
      signal?.throwIfAborted();
      return { exitCode, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() };
    } finally {
      signal?.removeEventListener('abort', stop);
      this.#running.delete(child);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const child of this.#running.keys()) child.kill('SIGKILL');
    await Promise.allSettled(this.#running.values());
  }
}
