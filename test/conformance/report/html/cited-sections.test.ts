import { expect } from 'chai';
import { requirements } from '../../../../src/conformance/index.js';
import { citedSections } from '../../../../src/conformance/report/html/cited-sections.js';
import { anchorOf, sectionsIn } from '../../../../src/conformance/report/html/source.js';

describe('the sections that requirements cite', () => {
  const cited = new Set(requirements.flatMap(({ source }) => sectionsIn(source)));
  const sections = citedSections(cited);

  it('all exist', () => {
    expect(sections.map(({ number }) => number)).to.have.members([...cited]);
  });

  it('are found by their numbers alone, with their titles', () => {
    const [first, second, ...others] = citedSections(new Set(['5.2', '5', '99.1']));
    expect(others).to.be.empty;
    expect(first).to.deep.include({ number: '5', title: 'RPC contracts' });
    expect(second).to.deep.include({ number: '5.2', title: 'List' });
  });

  it('hold their own text, as HTML', () => {
    const [list] = citedSections(new Set(['5.2']));
    expect(list?.html).to.match(/^<p>/);
    expect(list?.html).not.to.match(/ListProcesses/);
  });

  it('link to one another where both are shown, to the web, and to nothing else', () => {
    const targets = sections.flatMap(({ html }) => [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href));
    const anchors = new Set(sections.map(({ number }) => `#${anchorOf(number)}`));
    expect(targets.some((href) => href?.startsWith('#'))).to.equal(true);
    expect(targets.filter((href) => !href?.startsWith('https://') && !anchors.has(href ?? ''))).to.deep.equal([]);
  });
});
