/**
 * What a fake BuildKit is made of. It is loaded by the first one that starts, because BuildKit's codecs are as much as all
 * else that the package loads of protocols.
 */
export { BuildKitProtocol } from './buildkit-protocol.js';
export { Life } from './life.js';
export { methodNamed, methodNames } from '../protocol/buildkit/service.js';
