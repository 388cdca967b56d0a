/** What a client has said in a call that nobody has answered yet: with it, the call can be made again. */
export class Unanswered {
  readonly messages: Uint8Array[] = [];
  halfClosed = false;
  #bytes = 0;

  get bytes(): number {
    return this.#bytes;
  }

  add(message: Uint8Array): void {
    this.messages.push(message);
    this.#bytes += message.length;
  }
}
