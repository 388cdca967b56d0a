import type { StartedTestContainer, StoppedTestContainer, StopOptions } from 'testcontainers';
import { ControllerClient } from '../../../client/controller-client.js';
import type { BuildxVersion } from '../../../protocol/messages.js';
import { defaultFixtures } from '../../fixtures/default-fixtures.js';
import type { Fixtures } from '../../fixtures/fixtures.js';
import { ContainerStartError } from './container-start-error.js';
import type { Lifeline } from './lifeline.js';
import type { SocketDirectory } from './socket-directory.js';
import type { WayToSocket } from './way-to-socket.js';
import { AbstractStartedContainer } from './testcontainers.js';

export interface StartedParts {
  readonly way: WayToSocket;
  readonly lifeline: Lifeline;
  readonly directory: SocketDirectory | undefined;
}

/** How long a controller that listens may take to answer its first call, in milliseconds. */
const answerMs = 10_000;

/**
 * A container in which a real controller answers.
 *
 * @example
 * const client = ControllerClient.connect(container.address, { revision: '0.12' });
 * await container.restart(); // the same address, no sessions
 * await container.stop();
 * @since 0.1.0
 */
export class StartedBuildxControllerContainer extends AbstractStartedContainer {
  /** Builds and programs whose behaviour is known. */
  readonly fixtures: Fixtures = defaultFixtures;
  readonly #parts: StartedParts;
  #info: BuildxVersion | undefined;

  /** @internal */
  constructor(container: StartedTestContainer, parts: StartedParts) {
    super(container);
    this.#parts = parts;
  }

  /** What `ControllerClient.connect` takes. */
  get address(): string {
    return this.#parts.way.address;
  }

  /** How the address leads to the controller. */
  get transport(): 'bind' | 'relay' {
    return this.#parts.way.transport;
  }

  /** What the controller says of itself. */
  get info(): BuildxVersion {
    return this.#info ?? { package: '', version: '', revision: '' };
  }

  /**
   * Kills the controller, or clears up after its death, and starts it again; BuildKit and its cache stay. The address
   * stays, all sessions are gone.
   * @throws ContainerStartError when it does not come up again.
   */
  override async restart(): Promise<void> {
    const { exitCode, output } = await this.exec(['/testkit/controller', 'restart']);
    if (exitCode !== 0)
      throw new ContainerStartError(`the controller cannot be restarted: ${output}`, this.#parts.lifeline.log);
    this.#parts.way.drop();
    await this.answer();
  }

  /**
   * Resolves when the controller has answered Info.
   * @internal
   */
  async answer(): Promise<void> {
    // Info is the same in every revision, so any will do.
    const client = ControllerClient.connect(this.address);
    try {
      const { buildxVersion } = await client.rpc.info({}, { deadlineMs: answerMs });
      this.#info = buildxVersion;
    } catch (cause) {
      throw new ContainerStartError(`the controller at ${this.address} does not answer`, this.#parts.lifeline.log, {
        cause,
      });
    } finally {
      await client.close();
    }
  }

  /** Ends the container and removes it and its socket. */
  override async stop(options?: Partial<StopOptions>): Promise<StoppedTestContainer> {
    const { way, lifeline, directory } = this.#parts;
    await way.close();
    try {
      // What the controller made in the mounted directory belongs to root, and this process may not.
      await this.exec(['/testkit/controller', 'leave']).catch(() => {});
      return await super.stop(options);
    } finally {
      lifeline.cut();
      directory?.remove();
    }
  }
}
