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
