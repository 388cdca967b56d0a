import { hash } from 'node:crypto';
import type { BuildOptions, StringMap } from '../../protocol/messages.js';
import type { Revision } from '../../protocol/revision.js';
import { normalizedName } from './normalized-name.js';

/** The `ExporterResponse` of a build that succeeded, with digests that depend on the graph alone. */
export function exporterResponse(
  options: BuildOptions,
  digests: readonly string[],
  revision: Revision,
  scripted: StringMap,
): StringMap {
  const { config, manifest, build } = imageOf(digests);
  return {
    'containerimage.config.digest': config,
    'containerimage.digest': manifest,
    ...(options.tags.length > 0 ? { 'image.name': options.tags.map(normalizedName).join(',') } : {}),
    ...(revision === '2023-04' ? {} : { 'buildx.build.ref': `default/default/${build.slice(7, 32)}` }),
    ...scripted,
  };
}

interface Image {
  readonly config: string;
  readonly manifest: string;
  readonly build: string;
}

/** Of graphs that are built again and again. */
const images = new WeakMap<readonly string[], Image>();

function imageOf(digests: readonly string[]): Image {
  const known = images.get(digests);
  if (known !== undefined) return known;
  const seed = digests.join('\n');
  const image = { config: digest(`config\n${seed}`), manifest: digest(`manifest\n${seed}`), build: digest(seed) };
  images.set(digests, image);
  return image;
}

function digest(text: string): string {
  return `sha256:${hash('sha256', text)}`;
}
