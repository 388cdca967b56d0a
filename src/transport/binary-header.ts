/**
 * Decodes the value of a `-bin` header. Gives the bytes, or the offset, as Go counts it, where the value is no base64.
 */
export function decodeBinaryHeader(value: string): Uint8Array | { readonly corruptAt: number } {
  const padded = value.length % 4 === 0;
  const digits = padded ? value.replace(/={1,2}$/, '') : value;
  const wrong = digits.search(/[^A-Za-z0-9+/]/);
  if (wrong >= 0) return { corruptAt: wrong };
  if (digits.length % 4 === 1) return { corruptAt: digits.length - 1 };
  return new Uint8Array(Buffer.from(digits, 'base64'));
}
