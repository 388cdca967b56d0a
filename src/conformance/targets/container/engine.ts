import type { ContainerRuntimeClient } from 'testcontainers';
import { enginePlaces } from './engine-places.js';
import { NoEngineError } from './no-engine-error.js';
import { getContainerRuntimeClient } from './testcontainers.js';

/** A container as the engine's own client sees it. */
export type EngineContainer = ReturnType<ContainerRuntimeClient['container']['getById']>;

/**
 * What {@link findEngine} found: the engine's version, or the reason why there is none, with the places where one was
 * looked for.
 *
 * @since 0.1.0
 */
export type EngineSearch =
  | { readonly found: true; readonly version: string }
  | { readonly found: false; readonly reason: string };

/**
 * Connects to the container engine.
 * @throws NoEngineError when none answers.
 */
export async function connectEngine(): Promise<ContainerRuntimeClient> {
  try {
    return await getContainerRuntimeClient();
  } catch (cause) {
    throw new NoEngineError(
      `no container engine answers: ${await enginePlaces(process.env)}; start Docker, or set DOCKER_HOST`,
      { cause },
    );
  }
}

/**
 * Whether a container engine answers, for tests that need one: they skip with `reason`.
 *
 * @example
 * const engine = await findEngine();
 * if (!engine.found) this.skip(); // engine.reason says what was looked for
 * @since 0.1.0
 */
export async function findEngine(): Promise<EngineSearch> {
  try {
    const { info } = await connectEngine();
    return { found: true, version: String(info.containerRuntime.serverVersion) };
  } catch (error) {
    if (error instanceof NoEngineError) return { found: false, reason: error.message };
    throw error;
  }
}
