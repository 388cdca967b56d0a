import { hash } from 'node:crypto';

/** Bytes that are known by their digest. */
export interface Blob {
  readonly mediaType: string;
  /** `sha256:…` of the bytes. */
  readonly digest: string;
  readonly bytes: Uint8Array;
}

/** What points to a blob. */
export interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  /** In bytes. */
  readonly size: number;
  readonly platform?: Platform;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** A platform as descriptors have it. */
export interface Platform {
  readonly architecture: string;
  readonly os: string;
  readonly variant?: string;
}

export function blobOf(mediaType: string, bytes: Uint8Array): Blob {
  return { mediaType, digest: digestOf(bytes), bytes };
}

export function jsonBlob(mediaType: string, value: object): Blob {
  return blobOf(mediaType, Buffer.from(JSON.stringify(value)));
}

export function descriptorOf({ mediaType, digest, bytes }: Blob): Descriptor {
  return { mediaType, digest, size: bytes.length };
}

export function digestOf(bytes: Uint8Array): string {
  return `sha256:${hash('sha256', bytes)}`;
}
