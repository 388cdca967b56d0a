/**
 * Text, bytes in base64, or a long output that is generated.
 *
 * @since 0.1.0
 */
export type Bytes = string | { readonly base64: string } | RepeatedText | NumberedLines;

/**
 * A text that is repeated, and cut off after so many bytes.
 *
 * @since 0.1.0
 */
export interface RepeatedText {
  /** The text; not empty. */
  readonly repeat: string;
  /** Length of the whole in bytes, at most 67,108,864. */
  readonly bytes: number;
}

/**
 * The whole numbers from 1 upwards, one a line.
 *
 * @since 0.1.0
 */
export interface NumberedLines {
  /** How many lines, at most 8,000,000. */
  readonly lines: number;
}

/** The most bytes of one generated text. */
export const mostBytes = 67_108_864;

/** The most generated lines: they come to about {@link mostBytes}. */
export const mostLines = 8_000_000;

/** The bytes that a script means. */
export function bytesOf(bytes: Bytes): Uint8Array {
  // Copied, because Buffer.from may give a part of a pool that others share.
  if (typeof bytes === 'string') return new Uint8Array(Buffer.from(bytes, 'utf8'));
  if ('base64' in bytes) return new Uint8Array(Buffer.from(bytes.base64, 'base64'));
  if ('repeat' in bytes) return Buffer.alloc(bytes.bytes, bytes.repeat, 'utf8');
  return numberedLines(bytes.lines);
}

/** How many bytes a script means, without making them. */
export function sizeOf(bytes: Bytes): number {
  if (typeof bytes === 'string') return Buffer.byteLength(bytes, 'utf8');
  if ('base64' in bytes) return Buffer.byteLength(bytes.base64, 'base64');
  return 'repeat' in bytes ? bytes.bytes : sizeOfLines(bytes.lines);
}

/** The number whose line has this byte, and where that line begins. */
export function firstLineAt(byte: number): { readonly number: number; readonly at: number } {
  let at = 0;
  let number = 1;
  for (let digits = 1; ; digits++, number *= 10) {
    const bytes = number * 9 * (digits + 1);
    if (byte < at + bytes) {
      const before = Math.floor((byte - at) / (digits + 1));
      return { number: number + before, at: at + before * (digits + 1) };
    }
    at += bytes;
  }
}

function numberedLines(lines: number): Uint8Array {
  const all = Buffer.alloc(sizeOfLines(lines));
  for (let number = 1, at = 0; number <= lines; number++) at += all.write(`${number}\n`, at, 'latin1');
  return all;
}

/** Counts nine numbers of one digit, ninety of two and so on, each with its newline. */
function sizeOfLines(lines: number): number {
  let size = 0;
  for (let digits = 1, from = 1; from <= lines; digits++, from *= 10) {
    size += (Math.min(lines, from * 10 - 1) - from + 1) * (digits + 1);
  }
  return size;
}
