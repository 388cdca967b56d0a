/** The size of the pieces in which an emission is built, so that any size of it needs little memory. */
const pieceBytes = 32_768;

/** Gives the decimal numbers from 1 upwards, one a line, cut at `bytes` bytes. */
export function* emission(bytes: number): Generator<Uint8Array> {
  let left = bytes;
  let number = 1;
  while (left > 0) {
    let piece = '';
    while (piece.length < Math.min(pieceBytes, left)) piece += `${number++}\n`;
    const encoded = Buffer.from(piece.slice(0, left), 'latin1');
    left -= encoded.length;
    yield encoded;
  }
}
