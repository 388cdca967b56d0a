import type { BuildResult } from './ci-build.js';

/** The result in Markdown, as `$GITHUB_STEP_SUMMARY` takes it. */
export function summaryOf({ exitCode, attempts, metadata, failure, steps }: BuildResult): string {
  const tries = attempts === 1 ? '' : `, at attempt ${attempts}`;
  const rows = [
    ['Image', metadata?.['image.name']],
    ['Digest', metadata?.['containerimage.digest']],
    ['Failed step', failure?.step],
    ['At', failure?.place === undefined ? undefined : `${failure.place.file}:${failure.place.line}`],
    ['Error', failure?.message],
  ].filter((row): row is [string, string] => typeof row[1] === 'string');
  const slowest = steps.toSorted((a, b) => b.durationMs - a.durationMs).slice(0, 3);
  return [
    `### Image build ${exitCode === 0 ? 'succeeded' : 'failed'}${tries}`,
    '',
    ...table(['', ''], rows),
    ...table(
      ['Slowest steps', 'Seconds'],
      slowest.map(({ name, durationMs }) => [name, (durationMs / 1000).toFixed(1)]),
    ),
  ].join('\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  if (rows.length === 0) return [];
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), `|${' --- |'.repeat(head.length)}`, ...rows.map(line), ''];
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll(/\s*\n\s*/g, ' ');
}
