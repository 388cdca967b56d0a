import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A python3 that has grpcio; undefined when there is none. */
export function pythonWithGrpc(): string | undefined {
  return ['python3', '/usr/bin/python3'].find((python) => {
    try {
      execFileSync(python, ['-c', 'import grpc.aio'], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  });
}

/** A server of Python's grpcio in front of a controller. */
export class PythonRelay implements AsyncDisposable {
  readonly address: string;
  readonly #process: ChildProcess;

  private constructor(address: string, process: ChildProcess) {
    this.address = address;
    this.#process = process;
  }

  static async start(python: string, upstreamAddress: string): Promise<PythonRelay> {
    const process = spawn(python, ['test/conformance/relays/relay.py', upstreamAddress], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const lines = createInterface(process.stdout);
    const [line] = (await Promise.race([once(lines, 'line'), once(process, 'exit')])) as [unknown];
    const [, address] = /^listening on (.+)$/.exec(String(line)) ?? [];
    if (address === undefined) throw new Error(`the relay did not start: ${String(line)}`);
    return new PythonRelay(address, process);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const ended = once(this.#process, 'exit');
    this.#process.kill();
    await ended;
  }
}
