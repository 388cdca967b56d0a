import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';

const page = readFileSync('docs/troubleshooting.md', 'utf8');

/** What the package's own errors say, with `…` for what differs; other headings are said by others. */
const symptoms = [...page.matchAll(/(<!-- said by \w+ -->\n\n)?^### (?!Nothing|.*instanceof)`(.+)`/gm)]
  .filter(([, others]) => others === undefined)
  .map(([, , text]) => text!);

/** All sources, with texts that go over several lines in one piece. */
const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !file.includes('generated'))
  .map((file) => readFileSync(`src/${file}`, 'utf8').replaceAll(/['"`] \+\s+['"`]/g, ''))
  .join('\n');

describe('The page of troubleshooting', () => {
  it('has a dozen symptoms', () => expect(symptoms).to.have.length.greaterThan(12));

  for (const symptom of symptoms)
    it(`quotes an error as it is: ${symptom}`, () => {
      const parts = symptom.split('…').map((part) => part.trim());
      const texts = parts.filter((part) => part !== '');
      expect(Math.max(...texts.map(({ length }) => length))).to.be.greaterThan(8);
      for (const text of texts) expect(sources.includes(text), `no source of src/ says ${text}`).to.equal(true);
    });

  it('names no variable of the environment that there is not', () => {
    const all = new Set(sources.match(/\bBUILDX_TESTKIT_[A-Z_]+\b/g));
    for (const name of page.match(/\bBUILDX_TESTKIT_[A-Z_]+\b/g) ?? []) expect([...all]).to.include(name);
  });
});
