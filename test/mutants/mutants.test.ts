import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { requirements } from '../../src/conformance/requirements/index.js';
import { defaultRevision, isAtLeast, isWithin, revisions } from '../../src/protocol/revision.js';
import { equivalents, shared, survivors, untested } from './untested.js';
import { mutants } from '../../src/mutants/index.js';
import type { Mutant } from '../../src/mutants/mutant.js';
import { quirkNames } from '../../src/fake-controller/quirks/catalogue.js';
import { holdsListed } from '../listed.js';
import { seeds } from './kill-matrix/kill.js';
import { isOf, knownKills } from './kill-matrix/kills-file.js';
import { neverAlone } from './kill-matrix/never-alone.js';
import { verdictsOn } from './verdict-on.js';

const kills = knownKills();

/** Every run the same: a mutant that lives on is a change in the suite, not bad luck. */
const seed = 1;
/** Most of the time is spent waiting for what never comes. */
const atOnce = 4;
/** So many are held against the whole suite: others every day, or those of MUTANT_SAMPLE. */
const sampleSize = 3;
const sample = Number(process.env['MUTANT_SAMPLE'] ?? Math.floor(Date.now() / 86_400_000));
const sampled = Array.from({ length: sampleSize }, (_, nth) => mutants[(sample * sampleSize + nth) % mutants.length]!);

/** One in so many is caught in another revision, too: others every day, each in one revision of those that have it. */
const slices = 5;
const elsewhere = mutants
  .filter((_, index) => index % slices === sample % slices)
  .flatMap((mutant, nth): readonly Mutant[] => {
    const { revision: own = defaultRevision } = mutant;
    const requirement = requirements.find(({ id }) => id === mutant.requirement);
    const others = revisions.filter(
      (other) =>
        other !== own &&
        (mutant.revision === undefined || isAtLeast(other, mutant.revision)) &&
        (mutant.until === undefined || isAtLeast(mutant.until, other)) &&
        isWithin(requirement ?? {}, other),
    );
    const revision = others[(Math.floor(sample / slices) + nth) % Math.max(1, others.length)];
    return revision === undefined ? [] : [{ ...mutant, revision }];
  });

const waitedInVain = /within \d+ ms/;

/** All verdicts are asked for at once, and each test takes its own. */
function verdicts(all: readonly Mutant[]): (mutant: Mutant) => Promise<Awaited<ReturnType<typeof verdictsOn>>> {
  const results = new Map<Mutant, ReturnType<typeof verdictsOn>>();
  const lanes = Array.from({ length: atOnce }, () => Promise.resolve<unknown>(undefined));
  for (const [index, mutant] of all.entries()) {
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

const untestedFile = 'test/mutants/untested.ts';

describe('a broken controller is caught by its requirement:', function () {
  this.timeout(60_000);
  let verdictOf: ReturnType<typeof verdicts>;
  before(() => {
    verdictOf = verdicts(mutants);
  });

  for (const mutant of mutants) {
    it(`${mutant.name} by ${mutant.requirement}`, async () => {
      const [report] = await verdictOf(mutant);
      expect(report).to.include({ id: mutant.requirement, verdict: 'violated' });
      expect(report?.reason, 'a mutant that throws is no deviation').to.not.include('defect of the fake');
      // A long sequence comes upon the same deviation in several ways.
      if (mutant.requirement.startsWith('MODEL-')) return;
      const silent = waitedInVain.test(report?.reason ?? '');
      expect(silent, `whether it was noticed by waiting: ${report?.reason}`).to.equal(mutant.silent ?? false);
    });
  }
});

describe(`a broken controller of another revision, on the sample of MUTANT_SAMPLE=${sample},`, function () {
  this.timeout(60_000);
  let verdictOf: ReturnType<typeof verdicts>;
  before(() => {
    verdictOf = verdicts(elsewhere);
  });

  for (const mutant of elsewhere) {
    it(`is caught, too: ${mutant.name} of ${mutant.revision} by ${mutant.requirement}`, async () => {
      const [report] = await verdictOf(mutant);
      expect(report).to.include({ id: mutant.requirement, verdict: 'violated' });
      expect(report?.reason, 'a mutant that throws is no deviation').to.not.include('defect of the fake');
    });
  }
});

describe(`the whole suite, on the sample of MUTANT_SAMPLE=${sample},`, function () {
  this.timeout(60_000);
  let reportsOf: ReadonlyMap<Mutant, ReturnType<typeof verdictsOn>>;
  before(() => {
    reportsOf = new Map(sampled.map((mutant) => [mutant, verdictsOn(mutant, { seed: 1, shrinkMs: 0 })]));
    // Whoever awaits it hears of its failure.
    for (const reports of reportsOf.values()) reports.catch(() => undefined);
  });

  for (const mutant of sampled) {
    it(`catches ${mutant.name} by ${mutant.requirement}`, async () => {
      const reports = (await reportsOf.get(mutant)) ?? [];
      const broken = reports.filter(({ verdict }) => verdict === 'error').map(({ id, reason }) => `${id}: ${reason}`);
      expect(broken).to.deep.equal([]);
      const killers = reports.filter(({ verdict }) => verdict === 'violated').map(({ id }) => id);
      expect(killers).to.include(mutant.requirement);
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
    const ids = open.map(({ id }) => id);
    const todo = `write a mutant for each in src/mutants/, or why there is none in untested of ${untestedFile}`;
    expect(ids, todo).to.deep.equal([]);
    const bothWays = Object.keys(untested).filter((id) => bound.has(id));
    expect(bothWays, `have mutants: remove them from untested in ${untestedFile}`).to.deep.equal([]);
  });

  it('are all known to the kill matrix, and on its page', () => {
    const text = readFileSync('docs/mutants.md', 'utf8');
    const missing = mutants.filter(
      (mutant) => !kills.some((kill) => isOf(kill, mutant)) || !text.includes(`| \`${mutant.name}\` | ${mutant.does}`),
    );
    expect(
      missing.map(({ name }) => name),
      'are not in kills.jsonl and docs/mutants.md as they are now: npm run kill-matrix -- --missing',
    ).to.deep.equal([]);
  });

  it('are each caught with every seed', () => {
    const missed = kills.filter(({ caught }) => caught < seeds.length);
    expect(
      missed.map(({ name, caught }) => `${name}: ${caught}`),
      'are missed with some seeds: have their requirement try more, then npm run kill-matrix -- --again NAME',
    ).to.deep.equal([]);
  });

  it('leave no requirement that is never the only one to notice, unless a reason is written', () => {
    holdsListed(
      `shared in ${untestedFile}, or write a mutant that it alone notices`,
      Object.keys(shared),
      neverAlone(kills),
    );
  });

  it('have every quirk among them, or say why not', () => {
    const told = [...mutants, ...equivalents, ...survivors].map(({ name }) => name);
    const open = quirkNames.filter((quirk) => !told.includes(`quirk-${quirk}`));
    const todo = `have no quirk-NAME among the mutants: write one, or say why not in equivalents or survivors of ${untestedFile}`;
    expect(open, todo).to.deep.equal([]);
  });

  it('are bound to requirements of their revision', () => {
    for (const { name, requirement, revision = defaultRevision } of mutants) {
      const found = requirements.find(({ id }) => id === requirement);
      expect(found, name).to.not.equal(undefined);
      expect(isWithin(found ?? {}, revision), name).to.equal(true);
    }
  });
});
