import { hash } from 'node:crypto';
import type { BuildOptions, StringMap } from '../../protocol/messages.js';
import { normalizedName } from './normalized-name.js';

/** What replies of a revision tell. */
interface Telling {
  readonly tellsBuildRef?: boolean;
  /** Whether a build that calls a function of the frontend makes an image, too. */
  readonly callsMakeImages?: boolean;
}

/** The `ExporterResponse` of a build that succeeded. Its digests depend on nothing but the graph and the labels. */
export function exporterResponse(
  options: BuildOptions,
  digests: readonly string[],
  scripted: StringMap,
  { tellsBuildRef = false, callsMakeImages = true }: Telling = {},
): StringMap {
  const { config, manifest, build } = labelled(imageOf(digests), options.labels);
  const makesNone = options.callFunc !== undefined && options.exports.length === 0 && !callsMakeImages;
  const name = makesNone ? '' : nameOf(options);
  return {
    ...(makesImage(options) && !makesNone
      ? { 'containerimage.config.digest': config, 'containerimage.digest': manifest }
      : {}),
    ...(name === '' ? {} : { 'image.name': name }),
    ...(tellsBuildRef
      ? { 'buildx.build.ref': `default/default/${options.ref === '' ? build.slice(7, 32) : options.ref}` }
      : {}),
    ...scripted,
  };
}

/** Whether an image is made. Outputs to files tell nothing in the reply. */
function makesImage({ exports }: BuildOptions): boolean {
  return exports.length === 0 || exports.some(({ type }) => type !== 'local' && type !== 'tar');
}

/** The image's name: its tags, or else the name of its output. */
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

/** The image of each graph, because the same graphs are built again and again. */
const images = new WeakMap<readonly string[], Image>();

function imageOf(digests: readonly string[]): Image {
  const known = images.get(digests);
  if (known !== undefined) return known;
  const seed = digests.join('\n');
  const image = { config: digest(`config\n${seed}`), manifest: digest(`manifest\n${seed}`), build: digest(seed) };
  images.set(digests, image);
  return image;
}

/** An image with labels, which change its configuration and thereby its manifest. */
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
