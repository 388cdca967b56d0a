const bytesPerLine = 16;

/** Shows at most `limit` bytes, in lines of an offset, the bytes in hexadecimal, and the same as ASCII. */
export function hexDump(bytes: Uint8Array, limit: number): string {
  const shown = bytes.subarray(0, limit);
  const lines: string[] = [];
  for (let offset = 0; offset < shown.length; offset += bytesPerLine) {
    lines.push(line(shown.subarray(offset, offset + bytesPerLine), offset));
  }
  return lines.join('\n');
}

function line(bytes: Uint8Array, offset: number): string {
  const digits = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
  const text = [...bytes].map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·')).join('');
  return `${offset.toString(16).padStart(4, '0')}  ${digits.padEnd(bytesPerLine * 3 - 1)}  ${text}`;
}
