import { DockerfileError } from '../../dockerfile/dockerfile-error.js';
import { parseReference } from '../../dockerfile/references/image-reference.js';
import { RpcFailure } from '../../playback/rpc-failure.js';

/**
 * Refuses what cannot be the name of an image.
 * @param shown what is said to be parsed. Default: the name
 * @throws RpcFailure
 */
export function refuseNoName(name: string, shown = name): void {
  try {
    parseReference(name);
  } catch (error) {
    if (!(error instanceof DockerfileError)) throw error;
    throw new RpcFailure(`failed to parse ${shown}: ${error.message}`);
  }
}
