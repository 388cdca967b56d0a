import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { commandLine } from '../../src/cli/command-line.js';

export interface CliResult {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command line in this process. */
export async function runCli(args: readonly string[], env: Record<string, string> = {}): Promise<CliResult> {
  const out = new Collector();
  const err = new Collector();
  const code = await commandLine(args, { out, err, env });
  return { code, out: out.text, err: err.text };
}

/** Runs a command line in a process of its own. */
export function spawnCli(args: readonly string[]): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [main, ...args]);
}

/** Runs it where no more than so many files and sockets can be open at once. */
export function spawnCliWithFiles(limit: number, args: readonly string[]): ChildProcessWithoutNullStreams {
  return spawn('/bin/sh', ['-c', `ulimit -n ${limit} && exec "$@"`, 'sh', process.execPath, main, ...args]);
}

const main = fileURLToPath(new URL('../../src/cli/main.js', import.meta.url));

class Collector extends Writable {
  text = '';

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}
