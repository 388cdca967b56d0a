import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { requirements } from '../../src/conformance/requirements/index.js';
import { holdsGenerated } from '../generated.js';
import { accountOf, readAccounts, requirementsOf, sections } from './traceability/accounts.js';
import { traceabilityPage, uncited } from './traceability/page.js';
import { sentencesOf } from './traceability/sentences.js';

const page = 'docs/traceability.md';
const file = 'test/docs/traceability/accounts.yaml';

describe('The page of traceability', () => {
  const accounts = readAccounts();
  const sentences = sentencesOf(readFileSync('docs/real-controller.md', 'utf8')).filter(({ section }) =>
    sections.test(section),
  );

  it('accounts for every sentence as it stands', () => {
    const open = sentences
      .filter((sentence) => accountOf(accounts, sentence) === undefined)
      .map(({ section, text, hash }) => `§${section}: ${text.slice(0, 50)} (hash: ${hash})`);
    expect(open, `give each of these an entry in ${file}, with its hash`).to.deep.equal([]);
  });

  it('accounts for no sentence that is not there', () => {
    const stale = [...accounts].flatMap(([section, list]) =>
      list
        .filter(({ hash }) => !sentences.some((sentence) => sentence.section === section && sentence.hash === hash))
        .map(({ says }) => `§${section}: ${says}`),
    );
    const todo = `docs/real-controller.md has none of these any more: remove them from ${file}, or give them the new hash`;
    expect(stale, todo).to.deep.equal([]);
  });

  it('says of each what becomes of it, in sentences and IDs that exist', () => {
    const ids = requirements.map(({ id }) => id);
    for (const account of [...accounts.values()].flat()) {
      const { says, untested, untestable, outside } = account;
      const where = `in ${file}, "${says}"`;
      expect(ids, `${where} names requirements that there are`).to.include.members([...requirementsOf(account)]);
      const reasons = [untested, untestable, outside].filter((reason) => reason !== undefined);
      expect(
        requirementsOf(account).length + reasons.length,
        `${where} has requirements or a reason`,
      ).to.be.greaterThan(0);
      for (const reason of reasons) expect(reason, `${where}: each reason is a sentence`).to.match(/^[A-Z].*\.$/su);
    }
  });

  it('cites every requirement whose source is in these sections alone', () => {
    const lost = uncited(accounts).filter(({ id, source }) => {
      const numbers = [...source.matchAll(/§(\d+(?:\.\d+)?)/g)].map(([, number]) => number ?? '');
      // A model is of all sections at once.
      if (id.startsWith('MODEL-') || source.includes('https://')) return false;
      return numbers.every((number) => sections.test(number));
    });
    const cited = lost.map(({ id, title }) => `${id} ${title}`);
    expect(cited, `name each of these in ${file}, with the sentences that it checks`).to.deep.equal([]);
  });

  it('is as the accounts are', () => {
    holdsGenerated(page, traceabilityPage(sentences, accounts), { test: 'test/docs/traceability.test.ts' });
  });
});

describe('The sentences of a page', () => {
  it('are those of paragraphs, items and rows, each by its section', () => {
    const text = [
      '## 3. Errors',
      '',
      '### 3.1 Limits',
      '',
      '| what | limit |',
      '|---|---|',
      '| request | 4 MiB. One more `is. Refused`. |',
      '',
      'One sentence. Another',
      'on two lines (e.g. `a. B`).',
      '',
      '- **Lead.** An item.',
    ].join('\n');
    expect(sentencesOf(text).map((sentence) => `${sentence.section} ${sentence.text}`)).to.deep.equal([
      '3.1 request | 4 MiB.',
      '3.1 request | One more `is. Refused`.',
      '3.1 One sentence.',
      '3.1 Another on two lines (e.g. `a. B`).',
      '3.1 **Lead.** An item.',
    ]);
  });

  it('have another hash when a word changes', () => {
    const hashes = ['It ends.', 'It ended.'].map((text) => sentencesOf(`## 4. State\n\n${text}`)[0]?.hash);
    expect(new Set(hashes).size).to.equal(2);
  });
});
