import type { Journal } from '../../journal/journal.js';
import { entryToText } from '../../journal/entry-text.js';

/** How many entries are shown before the one that it is about, and behind. */
const before = 12;
const behind = 4;
/** A message may be as long as a build's logs; this much of a line says what it is. */
const longestLine = 240;

/**
 * What has a journal: a fake, or a journal itself.
 *
 * @since 0.1.0
 */
export type Journaled = Journal | { readonly journal: Journal };

/** The journal of a subject. @throws TypeError when it has none */
export function journalOf(subject: unknown): Journal {
  const holder = typeof subject === 'object' && subject !== null && 'journal' in subject ? subject.journal : subject;
  if (typeof holder === 'object' && holder !== null && 'entries' in holder && 'filter' in holder)
    return holder as Journal;
  throw new TypeError('this has no journal: give a FakeController, a FakeBuildKit, or the journal of one');
}

/** The entries around one of them, marked, or the last ones where there is none to mark. */
export function journalAround(journal: Journal, n?: number): string {
  const { entries } = journal;
  if (entries.length === 0) return 'the journal is empty: no call came';
  const index = n === undefined ? entries.length : entries.findIndex((entry) => entry.n === n);
  const from = Math.max(0, index - before);
  const to = Math.min(entries.length, index + behind + 1);
  const lines = entries.slice(from, to).map((entry) => {
    const line = entryToText(entry);
    const cut = line.length > longestLine ? `${line.slice(0, longestLine)}…` : line;
    return `${entry.n === n ? '>' : ' '} ${cut}`;
  });
  return [
    n === undefined ? 'the end of the journal:' : `the journal around entry ${n}:`,
    ...(from > 0 ? [`  … ${from} before`] : []),
    ...lines,
    ...(to < entries.length ? [`  … ${entries.length - to} more`] : []),
  ].join('\n');
}
