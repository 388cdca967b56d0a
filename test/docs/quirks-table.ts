import { quirkCatalogue, type Quirk } from '../../src/index.js';
import type { RevisionSpan } from '../../src/protocol/revision.js';

/** The table of quirks as the guide shows it. */
export function quirksTable(): string {
  const rows = Object.entries<Quirk>(quirkCatalogue).map(([name, quirk]) => {
    const span = showSpan(quirk);
    const notes = [...(span === undefined ? [] : [span]), ...(quirk.byDefault === false ? ['off by default'] : [])];
    const shown = notes.length === 0 ? `\`${name}\`` : `\`${name}\` (${notes.join('; ')})`;
    return `| ${shown} | ${quirk.does} | ${quirk.without} | [${quirk.section}](real-controller.md) |`;
  });
  return ['| quirk | the fake with it | without it | |', '|---|---|---|---|', ...rows].join('\n');
}

/** `from 0.11 on`, `until 2023-04`, `from 0.11 until 0.16`; undefined of all revisions. */
function showSpan({ since, until }: RevisionSpan): string | undefined {
  if (since === undefined) return until === undefined ? undefined : `until ${until}`;
  return until === undefined ? `from ${since} on` : `from ${since} until ${until}`;
}
