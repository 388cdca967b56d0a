/**
 * A place in a file, as BuildKit's `pb.Position` has it.
 *
 * @since 0.1.0
 */
export interface SourcePosition {
  /** From 1. */
  readonly line: number;
  /** From 0. The frontend always says 0: it knows lines only. */
  readonly character: number;
}

/**
 * A part of a file, as BuildKit's `pb.Range` has it. The frontend gives a range for each line.
 *
 * @since 0.1.0
 */
export interface SourceRange {
  readonly start: SourcePosition;
  readonly end: SourcePosition;
}

/** The lines from first to last, from 1, a range each. A last line that is before the first counts for nothing. */
export function linesOf(first: number, last = first): readonly SourceRange[] {
  return Array.from({ length: Math.max(last, first) - first + 1 }, (_, i) => {
    const position = { line: first + i, character: 0 };
    return { start: position, end: position };
  });
}
