/** Tag of the highest field that protobuf has, length-delimited, as a varint. */
const tag = [0xfa, 0xff, 0xff, 0xff, 0x0f];
/** The length of the field is written as a varint of five bytes, however small it is. */
const lengthBytes = 5;

/** Pads a message to a size with a field that nobody knows. A message that is too large for that stays as it is. */
export function padTo(message: Uint8Array, size: number): Uint8Array {
  const length = size - message.length - tag.length - lengthBytes;
  if (length < 0) return message;
  const padded = new Uint8Array(size);
  padded.set(message);
  padded.set(tag, message.length);
  for (let i = 0; i < lengthBytes; i++) {
    const more = i < lengthBytes - 1 ? 0x80 : 0;
    padded[message.length + tag.length + i] = (Math.floor(length / 2 ** (7 * i)) & 0x7f) | more;
  }
  return padded;
}
