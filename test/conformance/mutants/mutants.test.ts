import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { requirements } from '../../../src/conformance/requirements/index.js';
import { equivalents, survivors, untested } from '../../../src/conformance/targets/mutants/untested.js';
import { mutants } from '../../../src/conformance/targets/mutants/index.js';
import type { Mutant } from '../../../src/conformance/targets/mutants/mutant.js';
import { quirkNames } from '../../../src/fake-controller/quirks/catalogue.js';
import { verdictsOn } from './verdict-on.js';

/** Every run the same: a mutant that lives on is a change in the suite, not bad luck. */
const seed = 1;
/** Most of the time is spent waiting for what never comes. */
const atOnce = 4;
/** Which two are run against the whole suite: others every day. */
const day = Math.floor(Date.now() / 86_400_000);

const waitedInVain = /within \d+ ms/;

/** All verdicts are asked for at once, and each test takes its own. */
function verdicts(): (mutant: Mutant) => Promise<Awaited<ReturnType<typeof verdictsOn>>> {
  const results = new Map<Mutant, ReturnType<typeof verdictsOn>>();
  const lanes = Array.from({ length: atOnce }, () => Promise.resolve<unknown>(undefined));
  for (const [index, mutant] of mutants.entries()) {
    const lane = index % atOnce;
    const result = (lanes[lane] ?? Promise.resolve()).then(() =>
      verdictsOn(mutant, { only: [mutant.requirement], seed, shrinkMs: 0 }),
    );
    lanes[lane] = result.catch(() => undefined);
    // Whoever awaits it hears of its failure.
    result.catch(() => undefined);
    results.set(mutant, result);
  }
  return (mutant) => results.get(mutant) ?? Promise.resolve([]);
}

describe('a broken controller is caught by its requirement:', function () {
  this.timeout(60_000);
  let verdictOf: ReturnType<typeof verdicts>;
  before(() => {
    verdictOf = verdicts();
  });

  for (const mutant of mutants) {
    it(`${mutant.name} by ${mutant.requirement}`, async () => {
      const [report] = await verdictOf(mutant);
      expect(report).to.include({ id: mutant.requirement, verdict: 'violated' });
      const silent = waitedInVain.test(report?.reason ?? '');
      expect(silent, `whether it was noticed by waiting: ${report?.reason}`).to.equal(mutant.silent ?? false);
    });
  }
});

describe('the whole suite', function () {
  this.timeout(60_000);

  for (const index of [day % mutants.length, (day * 7) % mutants.length]) {
    const mutant = mutants[index];
    if (mutant === undefined) continue;
    it(`catches ${mutant.name}, as on every day another`, async () => {
      const reports = await verdictsOn(mutant, { runs: 4, seed: day, shrinkMs: 0 });
      const killers = reports.filter(({ verdict }) => verdict === 'violated').map(({ id }) => id);
      const missed = reports.filter(({ verdict }) => verdict === 'not-exercised').map(({ id }) => id);
      expect(killers, `caught by ${killers.join(', ')}; not exercised: ${missed.join(', ')}`).to.not.be.empty;
    });
  }
});

describe('the mutants', () => {
  it('have names of their own, and sentences', () => {
    const names = [...mutants, ...equivalents, ...survivors].map(({ name }) => name);
    expect(names).to.have.lengthOf(new Set(names).size);
    for (const { does, name } of mutants) expect(does, name).to.match(/^[A-Z].*\.$/su);
  });

  it('are bound to every requirement, or a reason is written', () => {
    const bound = new Set(mutants.map(({ requirement }) => requirement));
    const open = requirements.filter(
      ({ id, level }) => level !== 'OBSERVED' && !bound.has(id) && untested[id] === undefined,
    );
    expect(open.map(({ id }) => id)).to.deep.equal([]);
    expect(Object.keys(untested).filter((id) => bound.has(id))).to.deep.equal([]);
  });

  it('are all on the page that the kill matrix makes', () => {
    const text = readFileSync('docs/mutants.md', 'utf8');
    const missing = mutants.filter(({ name, does }) => !text.includes(`| \`${name}\` | ${does}`));
    expect(
      missing.map(({ name }) => name),
      'run npm run kill-matrix',
    ).to.deep.equal([]);
  });

  it('have every quirk among them, or say why not', () => {
    const told = [...mutants, ...equivalents, ...survivors].map(({ name }) => name);
    expect(quirkNames.filter((quirk) => !told.includes(`quirk-${quirk}`))).to.deep.equal([]);
  });

  it('are bound to requirements of their revision', () => {
    for (const { name, requirement, revision = '2023-04' } of mutants) {
      const found = requirements.find(({ id }) => id === requirement);
      expect(found, name).to.not.equal(undefined);
      expect(found?.revisions ?? [revision], name).to.include(revision);
    }
  });
});
