import { gzipSync } from 'node:zlib';
import { type Blob, blobOf, digestOf } from './blob.js';
import { type RootFile, rootEntries } from './root-files.js';
import { tarOf } from './tar.js';

/** A layer of an image. */
export interface Layer {
  readonly blob: Blob;
  /** The digest of the tar itself, `rootfs.diff_ids` of the configuration. */
  readonly diffId: string;
}

/** The one layer in which all files are. */
export async function layerOf(mediaType: string, files: Iterable<RootFile>, seconds: number): Promise<Layer> {
  const tar = await tarOf(rootEntries(files), seconds);
  return { blob: blobOf(mediaType, gzipped(tar)), diffId: digestOf(tar) };
}

/** Where gzip says on which system it was made: unknown. */
const systemByte = 9;
const unknownSystem = 255;

/** Not compressed, because each version of Node compresses in its own way, and digests are to be the same everywhere. */
function gzipped(bytes: Uint8Array): Uint8Array {
  const zipped = gzipSync(bytes, { level: 0 });
  zipped[systemByte] = unknownSystem;
  return zipped;
}
