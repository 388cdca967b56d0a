import type { Target } from '../trial/target.js';
import { type AddressTargetOptions, addressTarget } from './address.js';

/**
 * Starts a real controller in a container of its own, which brings its fixtures along; see `docs/container.md`.
 * @throws ConfigurationError without the package testcontainers; NoEngineError, ImageMissingError, ContainerStartError.
 */
export async function containerTarget(
  options: Pick<AddressTargetOptions, 'revision' | 'timeoutMs'> = {},
): Promise<Target> {
  const { BuildxControllerContainer } = await import('./container/index.js');
  const container = await new BuildxControllerContainer().start();
  try {
    const { revision, timeoutMs } = options;
    const target = await addressTarget(container.address, {
      ...(revision === undefined ? {} : { revision }),
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
    });
    return {
      ...target,
      kind: 'container',
      restart: () => container.restart(),
      close: async () => void (await container.stop()),
    };
  } catch (error) {
    await container.stop();
    throw error;
  }
}
