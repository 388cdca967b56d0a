import type { BuildErrorScript } from '../model/build-script.js';
import type { OtherLine } from './rawjson/read-events.js';

/** What a client said of a failure behind the progress. */
export interface ToldFailure {
  readonly message: string;
  readonly details: NonNullable<BuildErrorScript['details']>;
  /** The lines that tell of it. */
  readonly lines: readonly OtherLine[];
}

const failed = /^(?:ERROR|error|Error): (?:.*?)failed to solve: (.*)$/;
const rule = /^-{8,}$/;
const place = /^(?:.*\s)?(\S+):\d+$/;
const excerpt = /^ *(\d+) \|(?: (>>>|   )?(?: (.*))?)?$/;

/** Finds what buildx prints of a failure: an excerpt of the Dockerfile, and the error. */
export function toldFailure(others: readonly OtherLine[]): ToldFailure | undefined {
  const index = others.findLastIndex(({ text }) => failed.test(text));
  const [, first = ''] = failed.exec(others[index]?.text ?? '') ?? [];
  if (index < 0) return undefined;
  const above = excerptAbove(others, index);
  return {
    message: first,
    details: above === undefined ? [] : [above.detail],
    lines: [...(above?.lines ?? []), ...others.slice(index, index + 1)],
  };
}

/** No Dockerfile has more lines than this; what says so is no excerpt. */
const mostLines = 100_000;

/** The last excerpt before a line. The lines of the file that it does not show are empty. */
function excerptAbove(
  others: readonly OtherLine[],
  index: number,
): { readonly detail: ToldFailure['details'][number]; readonly lines: readonly OtherLine[] } | undefined {
  const before = others.slice(0, index);
  const end = before.findLastIndex(({ text }) => rule.test(text));
  const start = before.slice(0, Math.max(0, end)).findLastIndex(({ text }) => rule.test(text));
  const [, filename] = place.exec(before[start - 1]?.text ?? '') ?? [];
  const shown = before.slice(start + 1, end).map(({ text }) => excerpt.exec(text));
  if (filename === undefined || shown.length === 0 || shown.includes(null)) return undefined;
  const lines: string[] = [];
  const blamed: number[] = [];
  for (const match of shown) {
    const number = Number(match?.[1]);
    if (number < 1 || number > mostLines) return undefined;
    lines[number - 1] = match?.[3] ?? '';
    if (match?.[2] === '>>>') blamed.push(number);
  }
  const text = Array.from(lines, (line) => line ?? '').join('\n');
  const json = {
    info: { filename, data: Buffer.from(text).toString('base64'), language: 'Dockerfile' },
    ranges: ranges(blamed),
  };
  return {
    detail: { typeUrl: 'github.com/moby/buildkit/errdefs.Source+json', json },
    lines: before.slice(start - 1, end + 1),
  };
}

/** Lines that follow each other are one range. */
function ranges(numbers: readonly number[]): readonly object[] {
  const found: { start: { line: number }; end: { line: number } }[] = [];
  for (const line of numbers) {
    const last = found.at(-1);
    if (last?.end.line === line - 1) last.end = { line };
    else found.push({ start: { line }, end: { line } });
  }
  return found;
}
