import type { Blob } from '../../image/blob.js';

/** How many builds' blobs are kept. */
const kept = 16;

/** The blobs of what the last builds have exported, as BuildKit's content store has them. */
export class ContentStore {
  /** By the builds' refs, the oldest first. */
  readonly #builds = new Map<string, Map<string, Blob>>();

  /** What records of the history point to, by the builds' refs. */
  readonly #records = new Map<string, readonly Blob[]>();

  keep(ref: string, blobs: readonly Blob[]): void {
    const known = this.#builds.get(ref) ?? new Map<string, Blob>();
    this.#builds.delete(ref);
    for (const blob of blobs) known.set(blob.digest, blob);
    this.#builds.set(ref, known);
    for (const oldest of this.#builds.keys()) {
      if (this.#builds.size <= kept) break;
      this.#builds.delete(oldest);
    }
  }

  /** Keeps what the record of a build points to, for as long as the history has it. */
  keepRecord(ref: string, blobs: readonly Blob[]): void {
    this.#records.set(ref, blobs);
  }

  forgetRecord(ref: string): void {
    this.#records.delete(ref);
  }

  get(digest: string): Blob | undefined {
    for (const blobs of this.#builds.values()) {
      const blob = blobs.get(digest);
      if (blob !== undefined) return blob;
    }
    for (const blobs of this.#records.values()) {
      const blob = blobs.find((one) => one.digest === digest);
      if (blob !== undefined) return blob;
    }
    return undefined;
  }
}
