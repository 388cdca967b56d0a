/** How many bytes buildx reads of its stdin at a time, which is also the longest piece that it sends. */
const stdinPieceBytes = 32 * 1024;

/** Gives the pieces in which stdin is sent: none is empty, and none is longer than 32 KiB. */
export async function* stdinPieces(
  stdin: string | Uint8Array | AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  if (typeof stdin === 'string') yield* pieces(new TextEncoder().encode(stdin));
  else if (stdin instanceof Uint8Array) yield* pieces(stdin);
  else for await (const chunk of stdin) yield* pieces(chunk);
}

function* pieces(bytes: Uint8Array): Generator<Uint8Array, void, undefined> {
  for (let start = 0; start < bytes.length; start += stdinPieceBytes) {
    yield bytes.subarray(start, start + stdinPieceBytes);
  }
}
