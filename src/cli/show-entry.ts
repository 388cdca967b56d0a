import { resolveQuirks } from '../fake-controller/quirks/quirk-set.js';
import { defaultRevision } from '../protocol/revision.js';
import type { CatalogueEntry } from '../scenarios/catalogue/entry.js';
import { scenarioOf } from '../scenarios/catalogue/scenario-of.js';
import { printScenario } from '../scenarios/format/print-scenario.js';

const columns = 100;

/** Writes an entry of the catalogue as a scenario file, which begins with everything that is to be said about it. */
export function showEntry(entry: CatalogueEntry): string {
  const { name, title, what, source, careful } = entry;
  const about = [name, '', title, '', what, '', `Source: ${source}`, '', `A good client: ${careful}`, ''].flatMap(
    (text) => wrapped(text),
  );
  const comment = [...about, `To play it: ${command(entry)}`].map((line) => `# ${line}`.trimEnd());
  return `${comment.join('\n')}\n\n${printScenario(scenarioOf(entry))}`;
}

function command({ name, revision = defaultRevision, quirks }: CatalogueEntry): string {
  const words = [`buildx-testkit serve ${name}`];
  if (revision !== defaultRevision) words.push(`--revision ${revision}`);
  if (quirks !== undefined) words.push(`--quirks ${[...resolveQuirks(quirks, revision)].join(',') || 'none'}`);
  return words.join(' ');
}

function wrapped(text: string): readonly string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line === '') lines[lines.length - 1] = word;
    else if (line.length + 1 + word.length <= columns) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}
