/**
 * What a tutorial has its reader do. Marks in front of a block of code say what its language does not:
 * `<!-- file: NAME -->` that it is a file; `<!-- not run: WHY -->` that a test cannot run it; `<!-- exits: CODE -->` how
 * its commands end; `<!-- runs on -->` that its command has a terminal of its own, until the next such block.
 */
export type Step =
  | { readonly kind: 'file'; readonly line: number; readonly name: string; readonly text: string }
  | {
      readonly kind: 'commands';
      readonly line: number;
      readonly commands: string;
      readonly exitCode: number;
      shows?: string;
    }
  | { readonly kind: 'server'; readonly line: number; readonly command: string };

const block = /(?:^<!-- (?<mark>[^>]+) -->\n\n?)?^```(?<language>\w*)\n(?<code>.*?)^```$/gms;

export function stepsOf(page: string): readonly Step[] {
  const steps: Step[] = [];
  for (const { index, groups = {} } of page.matchAll(block)) {
    const { mark = '', language = '', code = '' } = groups;
    const line = page.slice(0, index).split('\n').length;
    const [, name] = /^file: (\S+)$/.exec(mark) ?? [];
    const last = steps.at(-1);
    if (/^not run: \w+ \w+/.test(mark)) continue;
    else if (name !== undefined) steps.push({ kind: 'file', line, name, text: code });
    else if (language === 'sh' && mark === 'runs on') steps.push({ kind: 'server', line, command: code.trim() });
    else if (language === 'sh') steps.push({ kind: 'commands', line, commands: code, exitCode: exitCodeOf(mark) });
    else if (language === 'text' && last?.kind === 'commands') last.shows = code;
    else
      throw new Error(`line ${line}: a tutorial has files, commands, and what these show; this block is none of them`);
  }
  return steps;
}

function exitCodeOf(mark: string): number {
  const [, code] = /^exits: (\d+)$/.exec(mark) ?? [];
  if (mark !== '' && code === undefined) throw new Error(`no such mark: <!-- ${mark} -->`);
  return Number(code ?? 0);
}

/**
 * The first line of a text that what was shown lacks, or has before the line in front of it. `…` is anything within a
 * line, and lines by itself; how wide a column is does not matter.
 */
export function missingLine(shows: string, shown: string): string | undefined {
  let rest = shown.split('\n').map(oneBlank);
  for (const line of shows.trimEnd().split('\n')) {
    if (line.trim() === '…' || line.trim() === '') continue;
    const pattern = oneBlank(line)
      .replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&')
      .replaceAll(/ ?… ?/g, '.*');
    const at = rest.findIndex((one) => new RegExp(`^${pattern}$`).test(one));
    if (at < 0) return line;
    rest = rest.slice(at + 1);
  }
  return undefined;
}

function oneBlank(line: string): string {
  return line.trimEnd().replaceAll(/\s+/g, ' ');
}
