const prefaceBytes = 24;
const headerBytes = 9;
const goaway = 7;

/**
 * Looks for the frame with which this end of HTTP/2 gives up. After bytes that are no HTTP/2, Node sends it and then
 * says nothing to anybody: calls would stay open for ever.
 */
export class GoawayWatch {
  readonly #header = Buffer.alloc(headerBytes);
  #headerSeen = 0;
  /** Bytes that are not looked at: the client's preface, then what each frame carries. */
  #skipped = prefaceBytes;

  /** Takes bytes in, cut anywhere; true when they hold the beginning of a GOAWAY. */
  sees(bytes: Uint8Array): boolean {
    let seen = false;
    for (let at = 0; at < bytes.length; ) {
      if (this.#skipped > 0) {
        const skipped = Math.min(this.#skipped, bytes.length - at);
        this.#skipped -= skipped;
        at += skipped;
        continue;
      }
      this.#header[this.#headerSeen++] = bytes[at++] ?? 0;
      if (this.#headerSeen < headerBytes) continue;
      this.#headerSeen = 0;
      this.#skipped = this.#header.readUIntBE(0, 3);
      seen ||= this.#header[3] === goaway;
    }
    return seen;
  }
}
