import { isoSeconds } from '../time/iso-time.js';
import { type Blob, type Descriptor, descriptorOf, jsonBlob, type Platform } from './blob.js';
import { layerOf } from './layer.js';
import type { MediaTypes } from './media-types.js';
import type { RootFile } from './root-files.js';

/** What an image of one platform is made from. */
export interface ImageParts {
  readonly platform: Platform;
  /** The configuration as the frontend gives it; what the layers say of it is added. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly files: Iterable<RootFile>;
  /** Annotations of the manifest, and of what points to it. */
  readonly annotations?: Readonly<Record<string, string>>;
  readonly descriptorAnnotations?: Readonly<Record<string, string>>;
  /** In seconds since the Unix epoch. */
  readonly created: number;
}

/** An image of one platform. */
export interface PlatformImage {
  readonly config: Blob;
  readonly manifest: Blob;
  readonly layers: readonly Blob[];
  /** What points to the manifest in an index. */
  readonly descriptor: Descriptor;
}

/** Makes the blobs of an image; the same parts give the same bytes. */
export async function platformImage(parts: ImageParts, types: MediaTypes): Promise<PlatformImage> {
  const { platform, annotations = {}, descriptorAnnotations = {} } = parts;
  const layer = await layerOf(types.layer, parts.files, parts.created);
  const created = isoSeconds(parts.created);
  const { history, ...config } = parts.config;
  // There is one layer for all steps, so that none of the steps has one of its own.
  const steps = Array.isArray(history) ? history.map((step: object) => ({ ...step, empty_layer: true })) : [];
  const configBlob = jsonBlob(types.config, {
    ...config,
    ...platform,
    created,
    history: [...steps, { created, created_by: 'COPY / / # buildkit', comment: 'buildkit.exporter.image.v0' }],
    rootfs: { type: 'layers', diff_ids: [layer.diffId] },
  });
  const manifest = jsonBlob(types.manifest, {
    schemaVersion: 2,
    mediaType: types.manifest,
    config: descriptorOf(configBlob),
    layers: [descriptorOf(layer.blob)],
    ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
  });
  const descriptor = {
    ...descriptorOf(manifest),
    ...(Object.keys(descriptorAnnotations).length === 0 ? {} : { annotations: descriptorAnnotations }),
    platform,
  };
  return { config: configBlob, manifest, layers: [layer.blob], descriptor };
}
