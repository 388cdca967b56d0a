import { type Blob, descriptorOf, jsonBlob } from './blob.js';
import type { Layer } from './layer.js';
import { ociTypes } from './media-types.js';
import { isoSeconds } from '../time/iso-time.js';

/** The media type by which BuildKit knows what tells of a cache. */
export const cacheConfigType = 'application/vnd.buildkit.cacheconfig.v0';

/** What a cache is made from. */
export interface CacheParts {
  readonly layers: readonly Layer[];
  /** The digests of the vertices that were built, each upon the one before it. */
  readonly vertices: readonly string[];
  /** In seconds since the Unix epoch. */
  readonly created: number;
}

/** A build's cache as an image: its blobs, those that point to others after them, and the manifest, which is the last. */
export interface CacheImage {
  readonly layers: readonly Blob[];
  readonly config: Blob;
  readonly manifest: Blob;
}

/** What tells which vertex has left which layers. */
export function cacheConfig({ layers, vertices, created }: CacheParts): object {
  const createdAt = isoSeconds(created);
  return {
    layers: layers.map(({ blob: { digest, mediaType, bytes }, diffId }) => ({
      blob: digest,
      parent: -1,
      annotations: { mediaType, diffID: diffId, size: bytes.length, createdAt },
    })),
    records: vertices.map((digest, index) => ({
      digest,
      ...(index === 0 ? {} : { inputs: [[{ link: index - 1 }]] }),
      ...(index === vertices.length - 1 ? { layers: layers.map((_, layer) => ({ layer, createdAt })) } : {}),
    })),
  };
}

/** A cache that can be written to a registry or a directory; the same parts give the same bytes. */
export function cacheImage(parts: CacheParts): CacheImage {
  const layers = [...new Map(parts.layers.map(({ blob }) => [blob.digest, blob])).values()];
  const config = jsonBlob(cacheConfigType, cacheConfig(parts));
  const manifest = jsonBlob(ociTypes.manifest, {
    schemaVersion: 2,
    mediaType: ociTypes.manifest,
    config: descriptorOf(config),
    layers: layers.map(descriptorOf),
  });
  return { layers, config, manifest };
}
