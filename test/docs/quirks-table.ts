import { quirkCatalogue, type Quirk } from '../../src/index.js';
import { showSpan } from '../../src/protocol/revision-span.js';

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
