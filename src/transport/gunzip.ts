import { gunzipSync } from 'node:zlib';

/** What became of a compressed message: its bytes, its size where that is too much, or what is wrong with it. */
export type Gunzipped = Uint8Array | { readonly tooLarge: number } | { readonly wrong: string };

const headerBytes = 10;

/**
 * Unpacks gzip as grpc-go does, and in its words: the size that the last four bytes tell is believed before anything is
 * unpacked, and nothing beyond the limit ever is.
 */
export function gunzip(packed: Uint8Array, limit: number): Gunzipped {
  if (packed.length === 0) return { wrong: 'EOF' };
  if (packed.length < headerBytes) return { wrong: 'unexpected EOF' };
  if (packed[0] !== 0x1f || packed[1] !== 0x8b || packed[2] !== 8) return { wrong: 'gzip: invalid header' };
  const told = Buffer.from(packed.buffer, packed.byteOffset, packed.length).readUInt32LE(packed.length - 4);
  if (told > limit) return { tooLarge: told };
  try {
    // With `info`, Node tells how much was read; otherwise it would take no notice of what follows.
    const { buffer, engine } = gunzipSync(packed, { maxOutputLength: limit, info: true }) as unknown as {
      readonly buffer: Buffer;
      readonly engine: { readonly bytesWritten: number };
    };
    return engine.bytesWritten < packed.length ? { wrong: 'gzip: invalid header' } : buffer;
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    if (code === 'ERR_BUFFER_TOO_LARGE') return { tooLarge: limit + 1 };
    return { wrong: wordsOf(code, message) };
  }
}

function wordsOf(code: string, message: string): string {
  if (code === 'Z_BUF_ERROR') return 'unexpected EOF';
  if (/incorrect (?:data|length) check/.test(message)) return 'gzip: invalid checksum';
  if (/header/.test(message)) return 'gzip: invalid header';
  // Go also says at which byte.
  return 'flate: corrupt input';
}
