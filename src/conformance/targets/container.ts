import { ConfigurationError } from '../engine/configuration-error.js';
import type { Target } from '../trial/target.js';
import { type AddressTargetOptions, addressTarget } from './address.js';
import type * as containers from './container/index.js';

/**
 * Starts a real controller in a container of its own, which brings its fixtures along; see `docs/container.md`.
 * @throws ConfigurationError without the package testcontainers; NoEngineError, ImageMissingError, ContainerStartError.
 */
export async function containerTarget(
  options: Pick<AddressTargetOptions, 'revision' | 'timeoutMs'> = {},
): Promise<Target> {
  const { BuildxControllerContainer } = await loadContainers();
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

async function loadContainers(): Promise<typeof containers> {
  try {
    return await import('./container/index.js');
  } catch (error) {
    // The first is what modules get, the second what CommonJS gets.
    const codes = ['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND'];
    if (!codes.includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    throw new ConfigurationError(
      'the container target needs the package testcontainers: npm install --save-dev testcontainers@11',
      { cause: error },
    );
  }
}
