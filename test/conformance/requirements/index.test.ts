import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { holdsListed } from '../../listed.js';
import { requirements } from '../../../src/conformance/requirements/index.js';

const areas = [
  'INFO',
  'LIST',
  'BUILD',
  'OPTION',
  'STATUS',
  'INPUT',
  'INVOKE',
  'PROC',
  'DISC',
  'INSPECT',
  'MODEL',
  'XPORT',
  'PAYLOAD',
];

/** The sections of the guide to the real controller, such as `5.10`; facts of section 1 are numbered lines. */
const sections = new Set(
  [...readFileSync('docs/real-controller.md', 'utf8').matchAll(/^#{2,3} (\d+(?:\.\d+)?)\.? /gm)].map(
    ([, number]) => number,
  ),
);

describe('the requirements', () => {
  it('have an ID each, numbered within their area without a gap', () => {
    for (const area of areas) {
      const numbers = requirements.flatMap(({ id }) => (id.startsWith(`${area}-`) ? [id] : [])).toSorted();
      const expected = numbers.map((_, index) => `${area}-${String(index + 1).padStart(3, '0')}`);
      expect(numbers, 'the IDs in src/conformance/requirements/: number the new one after the last').to.deep.equal(
        expected,
      );
    }
    const used = requirements.map(({ id }) => id.split('-')[0]!);
    holdsListed('areas in test/conformance/requirements/index.test.ts', areas, used);
  });

  it('are grouped by area, in the order of the areas', () => {
    const order = requirements.map(({ id }) => areas.indexOf(id.split('-')[0]!));
    expect(order, 'the order of the lists in src/conformance/requirements/index.ts, by area').to.deep.equal(
      order.toSorted((a, b) => a - b),
    );
  });

  it('are at least fifty, most of them a MUST', () => {
    expect(requirements.length).to.be.at.least(50);
    expect(requirements.filter(({ level }) => level === 'MUST').length).to.be.above(requirements.length / 2);
  });

  it('are one sentence each', () => {
    for (const { id, title } of requirements) expect(title, id).to.match(/^[A-Z][^\n]*[^.]\.$/);
  });

  it('cite sections of the guide to the real controller that exist', () => {
    for (const { id, source } of requirements) {
      expect(source, `the source of ${id}`).to.match(/^docs\/real-controller\.md §/);
      for (const [, section] of source.matchAll(/§(\d+(?:\.\d+)?)/g))
        expect(sections, `${id} cites §${section}, which docs/real-controller.md does not have`).to.include(section);
    }
  });

  it('that may kill a server are a SHOULD and need one that can restart', () => {
    for (const { id, level, needs, destructive } of requirements) {
      if (destructive !== true) continue;
      expect(level, id).to.equal('SHOULD');
      expect(needs, id).to.include('restart');
    }
  });
});
