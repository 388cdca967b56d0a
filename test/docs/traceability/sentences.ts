import { createHash } from 'node:crypto';

/** One statement of the page: a sentence of a paragraph or a list item, or a row of a table. */
export interface Sentence {
  /** `5.3`, or `12` where a section has no parts. */
  readonly section: string;
  /** As it stands in the page, on one line. */
  readonly text: string;
  /** Changes when a word of it does. */
  readonly hash: string;
}

/** All statements of a page, in its order, with the number of the section that each stands in. */
export function sentencesOf(page: string): readonly Sentence[] {
  let section = '';
  return blocksOf(page).flatMap((block) => {
    const [, number] = /^#{2,3} (\d+(?:\.\d+)?)\.? /.exec(block) ?? [];
    section = number ?? section;
    return block.startsWith('#') ? [] : statementsOf(block).map((text) => ({ section, text, hash: hashOf(text) }));
  });
}

/** Headings, paragraphs, list items and rows of tables, each on one line. */
function blocksOf(page: string): readonly string[] {
  const blocks: string[] = [];
  let open = false;
  for (const line of page.split('\n')) {
    const text = line.trim();
    if (text === '' || text === '---') open = false;
    else if (open && !/^(#|\||[-*] |\d+\. )/.test(text)) blocks.push(`${blocks.pop() ?? ''} ${text}`);
    else {
      blocks.push(text);
      open = !text.startsWith('#') && !text.startsWith('|');
    }
  }
  return withoutHeads(blocks);
}

/** The first row of a table names its columns, and the second is a line. */
function withoutHeads(blocks: readonly string[]): readonly string[] {
  const isLine = (block: string | undefined): boolean => /^\|[-| ]+\|$/.test(block ?? '');
  return blocks.filter((block, index) => !isLine(block) && !isLine(blocks[index + 1]));
}

/** Of a row of a table, the last cell is what may hold several: each is said of the cells before it. */
function statementsOf(block: string): readonly string[] {
  if (!block.startsWith('|')) return split(block.replace(/^([-*]|\d+\.) /, ''));
  const cells = block.slice(1, -1).split(/(?<!\\)\|/);
  const last = cells.pop() ?? '';
  return split(last.trim()).map((text) => [...cells.map((cell) => cell.trim()), text].join(' | '));
}

/** Ends of sentences, but not in code nor after a lead in bold. */
function split(text: string): readonly string[] {
  const masked = text.replaceAll(/`[^`]*`/g, (code) => code.replaceAll(' ', '\0'));
  return masked
    .split(/(?<=[\p{L}\p{N}`)\]*"”][.?!](?:\*\*)?)(?<!^\*\*[^*]*\*\*)(?<!e\.g\.) (?=(?:\*\*|\*)?[A-Z`"†])/u)
    .map((sentence) => sentence.replaceAll('\0', ' ').trim());
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
