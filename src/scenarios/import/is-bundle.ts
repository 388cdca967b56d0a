/** Whether bytes are an archive, packed by gzip or not. */
export function isBundle(bytes: Uint8Array): boolean {
  return (bytes[0] === 0x1f && bytes[1] === 0x8b) || Buffer.from(bytes.subarray(257, 262)).toString() === 'ustar';
}
