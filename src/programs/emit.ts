/** Built piecewise, so that an emission of any size needs little memory. */
const pieceBytes = 32_768;

/** The decimal numbers from 1 upwards, one a line, cut at `bytes` bytes. */
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
