/** Text, bytes in base64, or much that is told in few words. */
export type Bytes = string | { readonly base64: string } | RepeatedText | NumberedLines;

/** A text over and over, cut at so many bytes. */
export interface RepeatedText {
  readonly repeat: string;
  /** At most {@link mostBytes}. */
  readonly bytes: number;
}

/** The whole numbers from 1 upwards, one a line; at most {@link mostLines}. */
export interface NumberedLines {
  readonly lines: number;
}

/** What one generated text may come to. */
export const mostBytes = 67_108_864;

/** As many lines as fit into about as many bytes. */
export const mostLines = 8_000_000;
