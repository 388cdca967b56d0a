/** What was typed: bytes for the process, or one of this program's own commands. */
export type Typed = { readonly bytes: Uint8Array } | { readonly command: 'detach' | 'rollback' | 'initial' };

const prefix = 0x01; // Ctrl-a

const commands: Readonly<Record<string, 'detach' | 'rollback' | 'initial'>> = {
  d: 'detach',
  r: 'rollback',
  i: 'initial',
};

/** Tells commands, which begin with Ctrl-a, from what the process is to read. Ctrl-a twice is one for the process. */
export class Keyboard {
  /** Whether Ctrl-a was the last key: a terminal may hand over both keys in one piece or in two. */
  #prefixed = false;

  read(piece: Uint8Array): readonly Typed[] {
    const typed: Typed[] = [];
    let bytes: number[] = [];
    for (const byte of piece) {
      if (!this.#prefixed && byte === prefix) {
        this.#prefixed = true;
        continue;
      }
      const command = this.#prefixed ? commands[String.fromCharCode(byte)] : undefined;
      if (command !== undefined) {
        if (bytes.length > 0) typed.push({ bytes: Uint8Array.from(bytes) });
        bytes = [];
        typed.push({ command });
      } else {
        // Ctrl-a before a key that means nothing here is meant for the process.
        bytes.push(...(this.#prefixed && byte !== prefix ? [prefix, byte] : [byte]));
      }
      this.#prefixed = false;
    }
    if (bytes.length > 0) typed.push({ bytes: Uint8Array.from(bytes) });
    return typed;
  }
}
