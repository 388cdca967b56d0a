import type { ContainerRuntimeClient, StartedTestContainer } from 'testcontainers';
import { keepAlive } from '../../../time/keep-alive.js';
import {
  type BuildxControllerContainerOptions,
  type ResolvedContainerOptions,
  resolveContainerOptions,
} from './container-options.js';
import { ContainerStartError } from './container-start-error.js';
import { connectEngine } from './engine.js';
import { ImageMissingError } from './image-missing-error.js';
import { Lifeline } from './lifeline.js';
import { officialImage } from './official-image.js';
import { ReadyLine } from './ready-line.js';
import { SocketDirectory } from './socket-directory.js';
import { StartedBuildxControllerContainer } from './started-buildx-controller-container.js';
import { mayBind, openWay } from './way-to-socket.js';
import { GenericContainer, ImageName } from './testcontainers.js';

/** The image's name until it is decided, because it may have to be built first. */
const undecidedImage = 'buildx-testkit/controller';
/** Where sockets are in the container. */
const socketDirectory = '/sock';

/**
 * A container with a real buildx controller, its BuildKit, and builds and programs of known behaviour.
 *
 * @remarks The container ends with this process at the latest, however the process ends, so testcontainers' own helper
 * container is not needed. Building the default image needs a registry; see `docs/container.md` for one that doesn't.
 *
 * @example
 * await using container = await new BuildxControllerContainer().start();
 * const client = ControllerClient.connect(container.address, { revision: '0.12' });
 * @since 0.1.0
 */
export class BuildxControllerContainer extends GenericContainer {
  readonly #options: ResolvedContainerOptions;
  #lifeline: Lifeline | undefined;

  constructor(options: BuildxControllerContainerOptions = {}) {
    const resolved = resolveContainerOptions(options, process.env);
    super(resolved.image ?? undecidedImage);
    this.#options = resolved;
    this.withAutoCleanup(false).withAutoRemove(false);
    this.withEnvironment({ BUILDX_TESTKIT_LIFELINE: 'stdin' });
    this.createOpts = { ...this.createOpts, OpenStdin: true, StdinOnce: true };
    this.withTmpFs({ '/run': '', '/var/lib/docker': 'exec', '/var/lib/buildkit': 'exec' });
    if (resolved.privileged) this.withPrivilegedMode().withEnvironment({ BUILDX_TESTKIT_NEST_CGROUPS: '1' });
    else
      this.withAddedCapabilities('ALL')
        .withDroppedCapabilities('SYS_RESOURCE')
        .withSecurityOpt('seccomp=unconfined', 'apparmor=unconfined');
  }

  /**
   * Starts the container, and resolves when the controller in it answers.
   *
   * @throws NoEngineError when no container engine answers; ImageMissingError when there is no image;
   * ContainerStartError when the container or the controller does not come up, with the last lines of its log.
   */
  override async start(): Promise<StartedBuildxControllerContainer> {
    const engine = await connectEngine();
    await this.#settleImage(engine);
    const directory = mayBind(engine, this.#options.transport) ? new SocketDirectory() : undefined;
    this.#mount(directory);
    try {
      const container = await this.#started();
      const lifeline = this.#attached();
      const way = await openWay(engine, container, { transport: this.#options.transport, directory });
      const started = new StartedBuildxControllerContainer(container, { way, lifeline, directory });
      await started.answer();
      lifeline.unref();
      return started;
    } catch (error) {
      this.#lifeline?.cut();
      directory?.remove();
      throw error;
    }
  }

  /** Attaches to the container's streams before it starts; testcontainers calls it. */
  protected override async containerCreated(id: string): Promise<void> {
    const engine = await connectEngine();
    this.#lifeline = await Lifeline.attach(engine.container.getById(id));
    this.withWaitStrategy(new ReadyLine(this.#lifeline));
  }

  /**
   * Makes sure that there is an image: one that was named but is nowhere is explained, and without a name one is built.
   */
  async #settleImage(engine: ContainerRuntimeClient): Promise<void> {
    const { image } = this.#options;
    if (image === undefined) {
      this.imageName = ImageName.fromString(await officialImage(engine, this.#options));
      this.createOpts = { ...this.createOpts, Image: this.imageName.string };
      return;
    }
    try {
      await engine.image.pull(this.imageName, { force: false, platform: undefined });
    } catch (cause) {
      throw new ImageMissingError(
        `the image ${image} is not on this engine and cannot be pulled: make it with \`docker/debian-image ${image}\` ` +
          '(as root, with mmdebstrap), or leave BUILDX_TESTKIT_IMAGE and the option `image` out to build it from official images',
        { cause },
      );
    }
  }

  /** Adds to what is mounted already, because whoever uses the container may have contexts of their own. */
  #mount(directory: SocketDirectory | undefined): void {
    const own = [
      ...(this.#options.privileged ? [] : ['/sys/fs/cgroup:/sys/fs/cgroup']),
      ...(directory === undefined ? [] : [`${directory.path}:${socketDirectory}`]),
    ];
    const others = this.hostConfig.Binds?.filter((bind) => bind.split(':')[1] !== socketDirectory) ?? [];
    // With AutoRemove, the engine removes the container when it has ended.
    this.hostConfig = { ...this.hostConfig, AutoRemove: true, Binds: [...new Set([...others, ...own])] };
  }

  async #started(): Promise<StartedTestContainer> {
    try {
      // Kept alive here, because nothing that is waited for keeps the process running by itself.
      return await keepAlive(() => super.start());
    } catch (cause) {
      const log = this.#lifeline?.log ?? '';
      if (cause instanceof ContainerStartError) throw cause;
      const text = (cause instanceof Error ? cause.message : String(cause)).trim();
      const hint = /operation not permitted/.test(text)
        ? ': the engine cannot give every capability, so make it not privileged (BUILDX_TESTKIT_PRIVILEGED=false)'
        : '';
      throw new ContainerStartError(`the container of ${this.imageName.string} did not start: ${text}${hint}`, log, {
        cause,
      });
    }
  }

  #attached(): Lifeline {
    if (this.#lifeline === undefined)
      throw new ContainerStartError('the container was started without its streams', '');
    return this.#lifeline;
  }
}
