import { hash } from 'node:crypto';
import { behaves } from '../../protocol/behaviour.js';
import type { BuildOptions, StringMap } from '../../protocol/messages.js';
import type { Revision } from '../../protocol/revision.js';
import { normalizedName } from './normalized-name.js';

/** The `ExporterResponse` of a build that succeeded, with digests that depend on the graph and the labels alone. */
export function exporterResponse(
  options: BuildOptions,
  digests: readonly string[],
  revision: Revision,
  scripted: StringMap,
): StringMap {
  const { config, manifest, build } = labelled(imageOf(digests), options.labels);
  const name = nameOf(options);
  return {
    ...(makesImage(options) ? { 'containerimage.config.digest': config, 'containerimage.digest': manifest } : {}),
    ...(name === '' ? {} : { 'image.name': name }),
    ...(behaves(revision, 'repliesTellBuildRefs')
      ? { 'buildx.build.ref': `default/default/${options.ref === '' ? build.slice(7, 32) : options.ref}` }
      : {}),
    ...scripted,
  };
}

/** Of outputs to files nothing is told. */
function makesImage({ exports }: BuildOptions): boolean {
  return exports.length === 0 || exports.some(({ type }) => type !== 'local' && type !== 'tar');
}

/** Tags take the place of what an output is named. */
function nameOf(options: BuildOptions): string {
  if (!makesImage(options)) return '';
  if (options.tags.length > 0) return options.tags.map(normalizedName).join(',');
  return options.exports.find(({ attrs }) => attrs['name'] !== undefined)?.attrs['name'] ?? '';
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

/** Labels are a part of the image's configuration, which the manifest names. */
function labelled(image: Image, labels: StringMap): Image {
  const names = Object.keys(labels);
  if (names.length === 0) return image;
  const seed = JSON.stringify(names.toSorted().map((name) => [name, labels[name]]));
  return {
    ...image,
    config: digest(`${image.config}\n${seed}`),
    manifest: digest(`${image.manifest}\n${seed}`),
  };
}

function digest(text: string): string {
  return `sha256:${hash('sha256', text)}`;
}
