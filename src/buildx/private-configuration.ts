import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The name of the one builder. */
const builder = 'fake';

/** Directories in which the programs find one builder and nothing of the user's. */
export class PrivateConfiguration implements AsyncDisposable {
  readonly #root: string;
  readonly #endpoint: string;

  private constructor(root: string, endpoint: string) {
    this.#root = root;
    this.#endpoint = endpoint;
  }

  /**
   * Makes one. The builder's file is written here, because `buildx create` asks the builder first.
   * @param endpoint where the builder listens, as {@link FakeServer.listen} returns it
   * @param program what `docker buildx` runs; undefined leaves Docker without the plugin
   */
  static async create(endpoint: string, program: string | undefined): Promise<PrivateConfiguration> {
    // Short, because the path of a socket has room for about a hundred letters.
    const made = new PrivateConfiguration(await mkdtemp(join(tmpdir(), 'bx-')), remoteEndpoint(endpoint));
    try {
      await made.#layOut(program);
      return made;
    } catch (error) {
      await made[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** `BUILDX_CONFIG`. */
  get buildx(): string {
    return join(this.#root, 'x');
  }

  /** What to set for a child process. */
  get variables(): Readonly<Record<string, string>> {
    return {
      BUILDX_CONFIG: this.buildx,
      BUILDX_BUILDER: builder,
      BUILDKIT_HOST: this.#endpoint,
      DOCKER_CONFIG: this.#docker,
      // Whoever asks an engine finds none, rather than the user's.
      DOCKER_HOST: `unix://${join(this.#root, 'no-engine.sock')}`,
    };
  }

  /** An empty directory. */
  get home(): string {
    return join(this.#root, 'home');
  }

  get #docker(): string {
    return join(this.#root, 'docker');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.#root, { recursive: true, force: true });
  }

  async #layOut(program: string | undefined): Promise<void> {
    const instances = join(this.buildx, 'instances');
    const plugins = join(this.#docker, 'cli-plugins');
    for (const directory of [instances, plugins, this.home]) await mkdir(directory, { recursive: true });
    const node = {
      Name: `${builder}0`,
      Endpoint: this.#endpoint,
      Platforms: null,
      Flags: null,
      DriverOpts: {},
      Files: null,
    };
    const group = { Name: builder, Driver: 'remote', Nodes: [node], Dynamic: false };
    await writeFile(join(instances, builder), JSON.stringify(group));
    await writeFile(join(this.#docker, 'config.json'), '{}');
    if (program !== undefined) await symlink(program, join(plugins, 'docker-buildx'));
  }
}

/** A gRPC target as a URL, which is what the driver `remote` takes. */
function remoteEndpoint(target: string): string {
  return target.startsWith('unix:') ? target : `tcp://${target}`;
}
