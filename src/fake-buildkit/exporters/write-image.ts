import type { Descriptor } from '../../image/blob.js';
import type { Image } from '../../image/image.js';
import { imageOf } from '../../image/image.js';
import { dockerTypes, ociTypes } from '../../image/media-types.js';
import type { StringMap } from '../../protocol/messages.js';
import { isoSeconds } from '../../time/iso-time.js';
import { cacheConfig } from '../../image/cache-image.js';
import { hasInlineCache } from '../caches/cache-exporters.js';
import { cacheParts } from '../caches/export-caches.js';
import { goQuote } from '../../words/go-quote.js';
import { annotationsOf } from './annotations.js';
import { attested } from './attested.js';
import type { ExportProgress } from './export-progress.js';
import type { Export } from './export.js';
import { refuseNoName } from './refuse-no-name.js';
import { namesOf, type RequestedExporter, withTag } from './requested-exporters.js';

/** Makes the image of an exporter, and tells of it as BuildKit does. */
export async function writeImage(progress: ExportProgress, exported: Export): Promise<Image> {
  const { life, build, exporter, source, created } = exported;
  const { attrs } = exporter;
  const times = { began: isoSeconds(build.began / 1000), ended: isoSeconds(life.clock.now / 1000) };
  const names = namesOf(exporter).map(withTag);
  const inline = hasInlineCache(build.request)
    ? {
        'moby.buildkit.cache.v0': Buffer.from(JSON.stringify(cacheConfig(await cacheParts(exported)))).toString(
          'base64',
        ),
      }
    : {};
  const predicates = new Map(source.platforms.map(({ id }) => [id, attested(build, exporter, id, times)]));
  const isAttested = [...predicates.values()].some((of) => of.length > 0);
  const image = await life.clock.hold(() =>
    imageOf({
      types: isAttested || wantsOci(exporter) ? ociTypes : dockerTypes,
      index: source.several,
      annotations: annotationsOf(attrs, 'index'),
      descriptorAnnotations: annotationsOf(attrs, 'index-descriptor'),
      platforms: source.platforms.map(({ id, platform, config, files }) => ({
        platform,
        config: { ...config, ...inline },
        files,
        created,
        annotations: annotationsOf(attrs, 'manifest', id),
        descriptorAnnotations: annotationsOf(attrs, 'manifest-descriptor', id),
        predicates: predicates.get(id) ?? [],
        subjects: names.map((name) => packageUrl(name, id)),
      })),
    }),
  );
  await progress.item('exporting layers');
  if (hasInlineCache(build.request)) await progress.item('preparing layers for inline cache');
  for (const { manifest, config } of image.images) {
    await progress.item(`exporting manifest ${manifest.digest}`);
    await progress.item(`exporting config ${config.digest}`);
  }
  if (image.attestations.length > 0) for (const name of namesOf(exporter)) refuseNoName(name, `ref ${goQuote(name)}`);
  for (const { manifest } of image.attestations)
    await progress.item(`exporting attestation manifest ${manifest.digest}`);
  if (image.index !== undefined) await progress.item(`exporting manifest list ${image.index.digest}`);
  return image;
}

/**
 * What the reply says of an image.
 * @param annotations what it says of the descriptor besides
 */
export function replyOf({ descriptor, images, index }: Image, annotations?: StringMap): Record<string, string> {
  const described = annotations === undefined ? descriptor : withAnnotations(descriptor, annotations);
  return {
    'containerimage.descriptor': Buffer.from(JSON.stringify(described)).toString('base64'),
    'containerimage.digest': descriptor.digest,
    // An index has no configuration of its own.
    ...(index === undefined && images[0] !== undefined
      ? { 'containerimage.config.digest': images[0].config.digest }
      : {}),
  };
}

/** Whether an image has OCI's media types for what its exporter asks for: Docker's have no place for some of it. */
function wantsOci({ type, attrs }: RequestedExporter): boolean {
  if (Object.keys(attrs).some((key) => /^annotation-(index|(index|manifest)-descriptor)[.[]/.test(key))) return true;
  return attrs['oci-mediatypes'] === undefined ? type === 'oci' : attrs['oci-mediatypes'] !== 'false';
}

/** With annotations after its size, where BuildKit writes them. */
function withAnnotations({ mediaType, digest, size, annotations, ...rest }: Descriptor, more: StringMap): Descriptor {
  return { mediaType, digest, size, annotations: { ...annotations, ...more }, ...rest };
}

/** Such as `pkg:docker/app@latest?platform=linux%2Famd64`. */
function packageUrl(name: string, platform: string): string {
  const [, path = '', tag = ''] = /^(.*?):([^:/]+)$/.exec(name.replace(/^docker\.io\/(library\/)?/, '')) ?? [];
  return `pkg:docker/${path}@${tag}?platform=${encodeURIComponent(platform)}`;
}
