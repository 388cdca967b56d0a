import { requirements } from '../../../src/conformance/requirements/index.js';
import { accountOf, requirementsOf, type Account } from './accounts.js';
import type { Sentence } from './sentences.js';

const title = '§3 to §6, §8.2 and §12';

/** `docs/traceability.md`. */
export function traceabilityPage(
  sentences: readonly Sentence[],
  accounts: ReadonlyMap<string, readonly Account[]>,
): string {
  const all = sentences.flatMap((sentence) => accountOf(accounts, sentence) ?? []);
  const count = (key: keyof Account): number => all.filter((account) => account[key] !== undefined).length;
  const numbers = [...new Set(sentences.map(({ section }) => section))];
  return [
    '# Traceability',
    '',
    `What becomes of each sentence of [the page about the real controller](real-controller.md), ${title}, in the`,
    'conformance suite. A row of a table counts as a sentence, or as several. Made from',
    '`test/docs/traceability/accounts.yaml`, which has to account for every one of them.',
    '',
    `Of ${all.length} sentences ${count('tested')} are tested; ${count('opposite')} tell of a defect, and a requirement asks a good`,
    `server for the *opposite*; ${count('untested')} could be tested and are *not*, or not in full; of ${count('untestable')} *no client* could see`,
    `whether they hold; ${count('outside')} are *about something else*. A sentence can be several of these.`,
    '',
    ...numbers.flatMap((number) => [
      `## §${number}`,
      '',
      '| sentence | account |',
      '|---|---|',
      ...sentences
        .filter(({ section }) => section === number)
        .map((sentence) => `| ${cell(shortened(sentence.text))} | ${cell(told(accountOf(accounts, sentence)))} |`),
      '',
    ]),
    '## Requirements that no sentence here asks for',
    '',
    'They come from other sections, or are models of many at once:',
    '',
    ...uncited(accounts).map(({ id, title: what, source }) => `- ${id}: ${what} (${source})`),
    '',
  ].join('\n');
}

/** The requirements that no account names. */
export function uncited(accounts: ReadonlyMap<string, readonly Account[]>): typeof requirements {
  const cited = new Set([...accounts.values()].flat().flatMap(requirementsOf));
  return requirements.filter(({ id }) => !cited.has(id));
}

function told(account: Account | undefined): string {
  if (account === undefined) return '';
  const { tested, opposite, untested, untestable, outside } = account;
  return [
    ...(tested === undefined ? [] : [tested.join(', ')]),
    ...(opposite === undefined ? [] : [`*opposite:* ${opposite.join(', ')}`]),
    ...(untested === undefined ? [] : [`*not:* ${untested}`]),
    ...(untestable === undefined ? [] : [`*no client:* ${untestable}`]),
    ...(outside === undefined ? [] : [`*about something else:* ${outside}`]),
  ].join('; ');
}

/** Links lead nowhere from another page, and what is long is to be read there. */
function shortened(text: string): string {
  const plain = text.replaceAll(/\[([^[\]]*)\]\(#[^)]*\)/g, '$1');
  if (plain.length <= 160) return plain;
  const words = plain.slice(0, 150);
  const cut = words.slice(0, words.lastIndexOf(' '));
  return `${cut}${(cut.split('`').length - 1) % 2 === 1 ? '…`' : ' …'}`;
}

function cell(text: string): string {
  return text.replaceAll(/(?<!\\)\|/g, '\\|');
}
