/** What is loaded when a client's Dockerfile is read first: most programs never do that. */
export { lookAtClient } from './look-at-client.js';
export { ownBuild } from './own-build.js';
