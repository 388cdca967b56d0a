import type { SnapshotOptions } from './history-events.js';

/**
 * What `--progress plain` printed, for a snapshot: `#5 0.123 cc main.c` becomes `#5 cc main.c`, `#5 DONE 0.1s` becomes
 * `#5 DONE`, and likewise for other ends and for items that are done. With times it stays as it is. Events of
 * `--progress rawjson` are for {@link statusesText}.
 *
 * @example expect(progressText(run.stderr)).toMatchSnapshot();
 * @since 0.1.0
 */
export function progressText(printed: string, { times = false }: SnapshotOptions = {}): string {
  const lines = printed.replaceAll('\r\n', '\n');
  if (times) return lines;
  return lines.replaceAll(/^(#\d+) .*$/gm, withoutTimes);
}

/** What a step printed itself begins with a time, and may end in one that is its own; so may the name of a step. */
function withoutTimes(line: string): string {
  if (/^#\d+ \[/.test(line)) return line;
  if (/^#\d+ \d+\.\d+ /.test(line)) return line.replace(/^(#\d+) \S+/, '$1');
  return line.replace(/ \d+\.\d+s( done)?$/, '$1');
}
