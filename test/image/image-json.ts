import type { Descriptor } from '../../src/image/blob.js';

/** What the JSON of an image's parts may have; each part has some of it. */
export interface ImageJson {
  readonly config: Descriptor;
  readonly manifests: readonly Descriptor[];
  readonly layers: readonly Descriptor[];
  readonly annotations?: Readonly<Record<string, string>>;
  readonly rootfs: { readonly diff_ids: readonly string[] };
  readonly history: readonly { readonly empty_layer?: boolean }[];
  readonly subject: readonly { readonly digest: { readonly sha256: string } }[];
}

export function imageJson(bytes: Uint8Array | undefined): ImageJson {
  return JSON.parse(Buffer.from(bytes ?? []).toString()) as ImageJson;
}
