import { expect } from 'chai';
import { diagramOf } from '../../../src/conformance/counterexample/diagram.js';
import { mermaidOf } from '../../../src/conformance/counterexample/mermaid.js';
import { FakeBuildKit, FakeController, readJournal, type Journal } from '../../../src/index.js';
import type { WrittenEntry } from '../../../src/journal/written-entry.js';

/** A journal in each of its shapes. */
async function shapesOf(journal: Journal): Promise<Parameters<typeof diagramOf>[0][]> {
  const lines = journal.toJsonLines();
  const written = lines
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as WrittenEntry);
  return [journal.entries, written, await readJournal(lines)];
}

describe('A diagram', () => {
  const journals: readonly (readonly [name: string, journal: () => Promise<Journal>])[] = [
    [
      'the fake controller',
      async () => {
        await using fake = await FakeController.start({ warn: () => {} });
        await fake.client().build({ contextPath: '.' });
        fake.reset();
        await fake
          .client()
          .build({ contextPath: '.', target: 'no' })
          .catch(() => {});
        fake.journal.note('a note');
        return fake.journal;
      },
    ],
    [
      'the fake BuildKit',
      async () => {
        await using fake = await FakeBuildKit.start();
        await fake.client().call('Control.Info', {});
        fake.journal.note('a note');
        return fake.journal;
      },
    ],
  ];

  for (const [name, run] of journals) {
    it(`is drawn of a journal of ${name}, whichever way that came about`, async () => {
      const journal = await run();
      for (const draw of [diagramOf, mermaidOf]) {
        const diagrams = (await shapesOf(journal)).map((shape) => draw(shape));
        const [first = ''] = diagrams;
        const heights = diagrams.map((text) => text.split('\n').length);
        expect(heights).to.deep.equal([heights[0], heights[0], heights[0]]);
        expect(diagrams.join('\n')).to.not.match(/NaN|undefined/);
        expect(first).to.contain(name.includes('BuildKit') ? 'Control.Info' : 'Build');
      }
    });
  }
});
