import { createHash } from 'node:crypto';
import type { BuildOptions, StringMap } from '../../protocol/messages.js';
import type { Revision } from '../../protocol/revision.js';

/** The `ExporterResponse` of a build that succeeded, with digests that depend on the graph alone. */
export function exporterResponse(
  options: BuildOptions,
  digests: readonly string[],
  revision: Revision,
  scripted: StringMap,
): StringMap {
  const seed = digests.join('\n');
  return {
    'containerimage.config.digest': digest(`config\n${seed}`),
    'containerimage.digest': digest(`manifest\n${seed}`),
    ...(options.tags.length > 0 ? { 'image.name': options.tags.join(',') } : {}),
    ...(revision === '2023-04' ? {} : { 'buildx.build.ref': `default/default/${digest(seed).slice(7, 32)}` }),
    ...scripted,
  };
}

function digest(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}
