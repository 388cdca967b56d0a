/** Stands behind a text that was cut to what fits. */
export function cutMark(kept: number, bytes: number): string {
  return ` [cut: ${kept} of ${bytes} bytes]`;
}
