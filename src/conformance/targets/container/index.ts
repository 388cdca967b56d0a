/**
 * A real buildx controller and its BuildKit in a container, for tests that want the real thing. Needs the package
 * `testcontainers` and a container engine.
 *
 * @packageDocumentation
 */
export { BuildxControllerContainer } from './buildx-controller-container.js';
export type { BuildxControllerContainerOptions, Transport } from './container-options.js';
export { ContainerStartError } from './container-start-error.js';
export { type EngineSearch, findEngine } from './engine.js';
export { ImageMissingError } from './image-missing-error.js';
export { NoEngineError } from './no-engine-error.js';
export { StartedBuildxControllerContainer } from './started-buildx-controller-container.js';
