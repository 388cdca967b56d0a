/**
 * What plain progress shows: its lines, those of a vertex together, without its number and without times. How far a
 * transfer is, is shown now and then: only its last line counts.
 */
export function plainFacts(text: string): readonly string[] {
  const names = new Map<string, string>();
  const steps = new Map<string, string[]>();
  const rest: string[] = [];
  for (const line of text.split('\n')) {
    const [, number, said = ''] = /^#(\d+) (.*)$/.exec(line) ?? [];
    if (number === undefined) {
      if (line.trim() !== '') rest.push(`stderr: ${untimed(line)}`);
      continue;
    }
    const name = names.get(number);
    if (name === undefined) {
      names.set(number, said);
      steps.set(said, [...(steps.get(said) ?? []), 'is shown']);
    } else if (said !== '' && said !== name && said !== '...' && !/^transferring .*[^e]$/.test(said))
      steps.get(name)?.push(untimed(said));
  }
  const shown = [...steps].toSorted(([one], [other]) => (one < other ? -1 : 1));
  return [...shown.flatMap(([name, lines]) => [...new Set(lines)].map((line) => `step ${name}: ${line}`)), ...rest];
}

function untimed(line: string): string {
  return line.replace(/ ?\b\d+\.\d+s?(?= |$)/g, '').trimStart();
}
