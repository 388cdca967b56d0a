import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { once } from 'node:events';

/** A reader's project, in which the package and what its tutorials install are there. */
export class Project {
  readonly directory = mkdtempSync(join(tmpdir(), 'tutorial-'));
  readonly #env: NodeJS.ProcessEnv;
  #server: ChildProcess | undefined;

  constructor(env: NodeJS.ProcessEnv) {
    const modules = join(this.directory, 'node_modules');
    const places = [join(modules, '.bin'), dirname(process.execPath), process.env['PATH'] ?? ''];
    this.#env = { ...process.env, ...env, PATH: places.join(delimiter) };
    mkdirSync(join(modules, '.bin'), { recursive: true });
    mkdirSync(join(modules, '@grpc'));
    symlinkSync(resolve('.'), join(modules, 'buildx-testkit'));
    symlinkSync(resolve('node_modules/@grpc/grpc-js'), join(modules, '@grpc/grpc-js'));
    // As npx does, without the second that npm needs to begin.
    this.write('node_modules/.bin/npx', '#!/bin/sh\nprogram=$1; shift; exec "node_modules/.bin/$program" "$@"\n');
    this.write('node_modules/.bin/buildx-testkit', `#!/bin/sh\nexec node ${resolve('dist/cli/main.js')} "$@"\n`);
    for (const program of ['npx', 'buildx-testkit']) chmodSync(join(modules, '.bin', program), 0o755);
    this.write('package.json', '{ "private": true }\n');
  }

  write(name: string, text: string): void {
    mkdirSync(dirname(join(this.directory, name)), { recursive: true });
    writeFileSync(join(this.directory, name), text);
  }

  /** Runs commands as a shell does, up to the first that fails. */
  async run(commands: string): Promise<{ readonly exitCode: number | null; readonly output: string }> {
    const child = this.#start('sh', ['-ec', commands]);
    const output = outputOf(child);
    const [exitCode] = (await once(child, 'close')) as [number | null];
    return { exitCode, output: output.text };
  }

  /** Starts what goes on running, in place of what did, and waits for its first line. */
  async serve(command: string): Promise<void> {
    await this.#end();
    const child = this.#start('sh', ['-c', `exec ${command}`]);
    this.#server = child;
    const output = outputOf(child);
    await Promise.race([
      once(child.stdout!, 'data'),
      once(child, 'close').then(() => {
        throw new Error(`ended: ${command}\n${output.text}`);
      }),
    ]);
  }

  async remove(): Promise<void> {
    await this.#end();
    rmSync(this.directory, { recursive: true, force: true });
  }

  #start(program: string, args: readonly string[]): ChildProcess {
    return spawn(program, args, { cwd: this.directory, env: this.#env, stdio: ['ignore', 'pipe', 'pipe'] });
  }

  async #end(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (server === undefined || server.exitCode !== null) return;
    const closed = once(server, 'close');
    server.kill();
    await closed;
  }
}

function outputOf(child: ChildProcess): { text: string } {
  const output = { text: '' };
  for (const stream of [child.stdout!, child.stderr!])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output.text += text;
    });
  return output;
}
