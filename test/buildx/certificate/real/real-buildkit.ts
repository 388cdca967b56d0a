import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { request } from 'node:http';
import { EngineRelay } from './engine-relay.js';

/** The engine keeps images in containerd, as without that it has no exporter of images. */
const configuration = JSON.stringify({
  hosts: ['unix:///engine/engine.sock'],
  features: { 'containerd-snapshotter': true },
});

/**
 * Runs in the container. It ends with its stdin, so that nothing is left when whoever started it is gone. A step that
 * runs something has a network of its own, in which IPv6 is switched off through /proc/sys.
 */
const script = `
mount -o remount,rw /proc/sys
mkdir -p /etc/docker
echo '${configuration}' >/etc/docker/daemon.json
cp /bin/busybox /engine/busybox
dockerd 2>&1 &
engine=$!
cat >/dev/null
kill $engine
wait $engine
chmod -R a+rwX /engine
rm -rf /engine/*
`;

/** The BuildKit inside of a Docker engine in a container, as the driver `remote` finds one. */
export class RealBuildKit implements AsyncDisposable {
  /** What `FakeBuildKit.listen` returns for its own. */
  readonly endpoint: string;
  /** The engine's version, such as `26.1.5`. */
  readonly version: string;
  /** The path of a static busybox. */
  readonly shell: string;
  readonly #relay: EngineRelay;
  readonly #container: ChildProcess;
  readonly #directory: string;

  private constructor(parts: { relay: EngineRelay; version: string; container: ChildProcess; directory: string }) {
    this.endpoint = parts.relay.endpoint;
    this.version = parts.version;
    this.shell = join(parts.directory, 'busybox');
    this.#relay = parts.relay;
    this.#container = parts.container;
    this.#directory = parts.directory;
  }

  /**
   * Starts one.
   * @param image has `dockerd` and a static `/bin/busybox`
   * @throws Error with the last lines that it wrote when it does not come up
   */
  static async start(image: string): Promise<RealBuildKit> {
    const directory = mkdtempSync(join(tmpdir(), 'engine-'));
    const container = spawn(
      'docker',
      ['run', '--rm', '-i', '--pull', 'never', ...options(directory), image, '-c', script],
      {
        stdio: ['pipe', 'pipe', 'pipe'],
      },
    );
    try {
      await listening(container);
      const socket = join(directory, 'engine.sock');
      const relay = await EngineRelay.open(socket, join(directory, 'buildkit.sock'));
      return new RealBuildKit({ relay, version: await versionOf(socket), container, directory });
    } catch (error) {
      await ended(container, directory);
      throw error;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#relay[Symbol.asyncDispose]();
    await ended(this.#container, this.#directory);
  }
}

function options(directory: string): readonly string[] {
  const rights =
    process.env['BUILDX_TESTKIT_PRIVILEGED'] === 'false'
      ? [
          ...['--cap-add', 'ALL', '--cap-drop', 'SYS_RESOURCE', '--security-opt', 'seccomp=unconfined'],
          ...['--security-opt', 'apparmor=unconfined', '-v', '/sys/fs/cgroup:/sys/fs/cgroup'],
        ]
      : ['--privileged'];
  const room = ['--tmpfs', '/run', '--tmpfs', '/var/lib/docker:exec', '-v', `${directory}:/engine`];
  return [...rights, ...room, '--entrypoint', 'sh'];
}

/** Resolves when the engine says that it listens; what it writes afterwards is read and forgotten. */
async function listening(container: ChildProcess): Promise<void> {
  const lines: string[] = [];
  container.stdin?.on('error', () => {});
  const gone = once(container, 'close').then(() => {
    throw new Error(`the engine did not come up; it said last:\n${lines.slice(-20).join('\n')}`);
  });
  const ready = new Promise<void>((resolve) => {
    for (const stream of [container.stdout, container.stderr]) {
      if (stream === null) continue;
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line);
        if (line.includes('API listen on /engine/engine.sock')) resolve();
      });
    }
  });
  await Promise.race([ready, gone]);
  gone.catch(() => {});
}

async function ended(container: ChildProcess, directory: string): Promise<void> {
  if (container.exitCode === null && container.signalCode === null) {
    const closed = once(container, 'close');
    container.stdin?.end();
    await closed;
  }
  rmSync(directory, { recursive: true, force: true });
}

async function versionOf(socket: string): Promise<string> {
  const asked = request({ socketPath: socket, path: '/version' });
  asked.end();
  const [answer] = (await once(asked, 'response')) as [NodeJS.ReadableStream];
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  const { Version } = JSON.parse(Buffer.concat(chunks).toString()) as { Version: string };
  return Version.replace(/\+.*$/, '');
}
