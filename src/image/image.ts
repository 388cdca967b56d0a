import { type AttestationManifest, attestationManifest, type Predicate } from './attestation.js';
import { type Blob, type Descriptor, descriptorOf, jsonBlob } from './blob.js';
import type { MediaTypes } from './media-types.js';
import { type ImageParts, platformImage, type PlatformImage } from './platform-image.js';

/** What an image for any number of platforms is made from. */
export interface ImageRequest {
  readonly platforms: readonly (ImageParts & {
    readonly predicates?: readonly Predicate[];
    /** The names of the image in statements about it. */
    readonly subjects?: readonly string[];
  })[];
  readonly types: MediaTypes;
  /** Whether there is an index even for one platform. One that has attestations always has an index. */
  readonly index: boolean;
  /** Annotations of the index, and of what points to it. */
  readonly annotations?: Readonly<Record<string, string>>;
  readonly descriptorAnnotations?: Readonly<Record<string, string>>;
}

/** An image with all that belongs to it. */
export interface Image {
  /** What points to its index or, without one, to its only manifest. */
  readonly descriptor: Descriptor;
  readonly index?: Blob;
  readonly images: readonly PlatformImage[];
  readonly attestations: readonly AttestationManifest[];
  /** All blobs, each once; what points to others comes after them. */
  readonly blobs: readonly Blob[];
}

/** Makes an image. The same request gives the same bytes. */
export async function imageOf(request: ImageRequest): Promise<Image> {
  const { platforms, types, annotations = {}, descriptorAnnotations = {} } = request;
  const images: PlatformImage[] = [];
  const attestations: AttestationManifest[] = [];
  for (const { predicates = [], subjects = [], ...parts } of platforms) {
    const image = await platformImage(parts, types);
    images.push(image);
    if (predicates.length > 0) attestations.push(attestationManifest(image, predicates, subjects));
  }
  const parts = [
    ...images.flatMap(({ layers, config, manifest }) => [...layers, config, manifest]),
    ...attestations.flatMap(({ statements, config, manifest }) => [...statements, config, manifest]),
  ];
  const [only] = images;
  if (!request.index && attestations.length === 0 && images.length === 1 && only !== undefined)
    return { descriptor: only.descriptor, images, attestations, blobs: unique(parts) };
  const index = jsonBlob(types.index, {
    schemaVersion: 2,
    mediaType: types.index,
    manifests: [...images, ...attestations].map(({ descriptor }) => descriptor),
    ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
  });
  const pointed = Object.keys(descriptorAnnotations).length === 0 ? {} : { annotations: descriptorAnnotations };
  const descriptor = { ...descriptorOf(index), ...pointed };
  return { descriptor, index, images, attestations, blobs: unique([...parts, index]) };
}

function unique(blobs: readonly Blob[]): readonly Blob[] {
  return [...new Map(blobs.map((blob) => [blob.digest, blob])).values()];
}
