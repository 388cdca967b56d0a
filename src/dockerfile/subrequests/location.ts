import type { SourceRange } from '../source-range.js';

/** Lines as Go writes BuildKit's `pb.Location`, in which what is 0 is left out. */
export function jsonLocation(ranges: readonly SourceRange[]): object | undefined {
  return ranges.length === 0 ? undefined : { ranges: jsonRanges(ranges) };
}

export function jsonRanges(ranges: readonly SourceRange[]): readonly object[] {
  const position = ({ line, character }: SourceRange['start']): object => ({
    ...(line === 0 ? {} : { line }),
    ...(character === 0 ? {} : { character }),
  });
  return ranges.map(({ start, end }) => ({ start: position(start), end: position(end) }));
}
