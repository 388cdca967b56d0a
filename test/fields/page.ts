import type { Known } from './places-file.js';
import { isArgued, reasonFor } from './reasons.js';

export const pageFile = 'docs/unobserved.md';

/** A field of the requests or the replies of an RPC, and the first revision that has it. */
interface Row {
  readonly call: string;
  readonly field: string;
  readonly revisions: readonly string[];
  /** Who notices, or why nobody does. */
  readonly text: string;
}

/** `docs/unobserved.md`. */
export function page(known: readonly Known[]): string {
  const noticed = known.filter((one) => one.noticed !== null);
  const argued = known.filter((one) => one.noticed === null && isArgued(one));
  const open = known.filter((one) => one.noticed === null && !isArgued(one));
  return `# What no requirement looks at

Every field of every message that can come in the requests and replies of a revision, as its proto says, in the first
revision that has it, and the requirement that notices when a controller never hears it, or never says it. Each is tried out: a filter before the fake takes the field
out of all messages that go by, and the suite must not pass then; the tests do it again. Made by \`npm run fields\`.

Of ${known.length} fields ${noticed.length} are noticed. Of ${argued.length} it is argued why not, and ${open.length} nobody looks at yet.

## Nobody looks at yet

${
  open.length === 0
    ? 'None.'
    : table(
        ['field', 'from'],
        rowsOf(open, () => ''),
        false,
      )
}

## Not looked at, and why

${table(
  ['field', 'from', 'why'],
  rowsOf(argued, (one) => reasonFor(one)?.why ?? ''),
)}

## Looked at

${table(
  ['field', 'from', 'noticed by'],
  rowsOf(noticed, (one) => one.noticed ?? ''),
)}
`;
}

function rowsOf(known: readonly Known[], textOf: (one: Known) => string): readonly Row[] {
  const rows = new Map<string, Row>();
  for (const one of known) {
    const call = `${one.method} ${one.way}`;
    const field = `${one.message}.${one.field}`;
    const text = textOf(one);
    const key = [call, field, text].join('\n');
    rows.set(key, { call, field, text, revisions: [...(rows.get(key)?.revisions ?? []), one.revision] });
  }
  return [...rows.values()];
}

function table(head: readonly string[], rows: readonly Row[], withText = true): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const cells = ({ call, field, revisions: of, text }: Row): readonly string[] => [
    `${call}: \`${field}\``,
    of.map((revision) => `\`${revision}\``).join(', '),
    ...(withText ? [text] : []),
  ];
  return [line(head), line(head.map(() => '---')), ...rows.map((row) => line(cells(row)))].join('\n');
}
