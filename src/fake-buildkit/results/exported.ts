import type { BuildOptions, StringMap } from '../../protocol/messages.js';
import { exporterResponse } from '../../playback/results/exporter-response.js';

/** The reply of a build that succeeded: what its exporters tell, and what its scripts say. */
export function exported(options: BuildOptions, digests: readonly string[], scripted: StringMap): StringMap {
  if (options.exports.length === 0) return scripted;
  const reply = exporterResponse(options, digests, scripted);
  const digest = reply['containerimage.digest'];
  if (digest === undefined) return reply;
  const descriptor = { mediaType: 'application/vnd.oci.image.manifest.v1+json', digest, size: 480 };
  return { 'containerimage.descriptor': Buffer.from(JSON.stringify(descriptor)).toString('base64'), ...reply };
}
