import { checkArgument } from '../../options/check.js';
import { list } from '../../options/rules.js';
import { unambiguousData } from '../../words/unambiguous.js';
import { callEntryOf } from './call-entry.js';
import type { JournalEntry } from '../../journal/entry.js';
import type { WrittenEntry } from '../../journal/written-entry.js';
import { marksOf, type DiagramMark } from './diagram-marks.js';

/** So many lines are drawn, and so many characters of each. */
const most = { lines: 80, characters: 120 };

/**
 * A sequence diagram of the calls of a counterexample, or of any journal, for Mermaid, which GitHub and GitLab draw: between the clients and the
 * controller, with time in milliseconds. Long runs of messages are drawn together, and long diagrams are cut.
 *
 * @since 0.1.0
 */
export function mermaidOf(journal: readonly (JournalEntry | WrittenEntry)[]): string {
  checkArgument('mermaidOf', 'journal', journal, list);
  const marks = marksOf(unambiguousData(journal.flatMap(callEntryOf)));
  const shown = marks.slice(0, most.lines).map(lineOf);
  const more = marks.length - shown.length;
  return [
    'sequenceDiagram',
    '  participant client',
    '  participant controller',
    ...shown.map((line) => `  ${line}`),
    ...(more > 0 ? [`  Note over client,controller: … ${more} more`] : []),
  ].join('\n');
}

function lineOf({ sign, name, text, time }: DiagramMark): string {
  const said = text === name ? 'opens' : text;
  const words = escaped(`${Math.round(time)} ms ${name} ${said}`);
  return sign.includes('◀') ? `controller-->>client: ${words}` : `client->>controller: ${words}`;
}

/** What means something to Mermaid, or to the HTML that it makes, is written as the number of its character. */
function escaped(text: string): string {
  const short = text.length <= most.characters ? text : `${text.slice(0, most.characters)}…`;
  return short.replace(/\s+/g, ' ').replace(/[#;<>&"]/g, (character) => `#${character.codePointAt(0)};`);
}
