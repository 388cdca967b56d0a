const headLength = 9;
const goAway = 7;
/** A GOAWAY up to its error code: head, last stream, code. */
const farewellLength = headLength + 8;

/** Finds the GOAWAY with an error in what a server sends, which may be cut anywhere: after it nothing comes. */
export class FarewellWatch {
  /** So much of the frame that has begun is still to come. */
  #left = 0;
  /** What is known of a frame whose head, or farewell, was cut. */
  readonly #kept = Buffer.alloc(farewellLength);
  #keptLength = 0;

  /** Whether the connection's farewell is among these bytes. */
  sees(bytes: Uint8Array): boolean {
    let at = 0;
    while (at < bytes.length) {
      if (this.#left > 0) {
        const step = Math.min(this.#left, bytes.length - at);
        this.#left -= step;
        at += step;
        continue;
      }
      this.#kept[this.#keptLength++] = bytes[at++] ?? 0;
      if (this.#keptLength < headLength) continue;
      if (this.#kept[3] === goAway && this.#keptLength < farewellLength) continue;
      if (this.#kept[3] === goAway && this.#kept.readUInt32BE(headLength + 4) !== 0) return true;
      this.#left = this.#kept.readUIntBE(0, 3) - (this.#keptLength - headLength);
      this.#keptLength = 0;
    }
    return false;
  }
}
