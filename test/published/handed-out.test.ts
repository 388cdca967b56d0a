import { expect } from 'chai';
import { inspect } from 'node:util';
import { exportedErrors } from './entries.js';
import { holdsListed } from '../listed.js';
import { sampleErrors } from './sample-errors.js';
import { violatedReport } from './violated-report.js';
import { buildOfAllSorts } from './build-of-all-sorts.js';

/** What the reporters of mocha, and the workers of most runners, do with the properties of an error. */
const ownProperties = (error: Error): unknown =>
  Object.fromEntries(Object.getOwnPropertyNames(error).map((name) => [name, error[name as keyof Error]]));

function goesEverywhere(value: object): void {
  expect(JSON.stringify(value)).to.be.a('string');
  expect(structuredClone(value)).to.be.an(value instanceof Error ? 'error' : 'object');
  expect(inspect(value, { depth: null, showHidden: true, getters: true })).to.be.a('string');
}

describe('What the package hands out goes through JSON, clones and inspection', () => {
  const classes = exportedErrors;

  let samples: readonly Error[];

  before(async () => {
    samples = await sampleErrors();
  });

  it('knows errors of every exported class', () => {
    holdsListed(
      'what sampleErrors gives in test/published/sample-errors.ts',
      samples.map((error) => error.constructor.name),
      [...classes].map(({ name }) => name),
    );
    expect(samples.every((error) => classes.has(error.constructor as never))).to.equal(true);
  });

  for (const { name } of classes) {
    it(`${name}, with what it carries`, () => {
      const error = samples.find(({ constructor }) => constructor.name === name);
      expect(error).to.be.instanceOf(Error);
      goesEverywhere(error as Error);
      goesEverywhere({ cases: [ownProperties(error as Error)] });
    });
  }

  it('every event of a client, every entry of a journal, and what a build gives', async () => {
    const { events, run, entries: journal } = await buildOfAllSorts();
    expect(new Set(events.map(({ kind }) => kind))).to.include.keys('request', 'response', 'status');
    expect(new Set(journal.map(({ kind }) => kind))).to.include.keys('open', 'request', 'response', 'status');
    for (const handedOut of [...events, ...journal, run]) goesEverywhere(handedOut);
  });

  it('writes integers of 64 bits as decimal strings, and bytes in base64', async () => {
    const { run } = await buildOfAllSorts();
    const { statuses } = JSON.parse(JSON.stringify(run)) as typeof run;
    const { vertices, logs } = statuses.find((status) => status.logs.length > 0) ?? {};
    expect(logs?.[0]?.stream).to.equal('1');
    expect(logs?.[0]?.message).to.deep.equal({ base64: Buffer.from('hello\n').toString('base64') });
    expect(vertices).to.be.an('array');
  });

  it('the report of a conformance run', async () => {
    const report = await violatedReport();
    expect(report.requirements.some(({ counterexample }) => counterexample !== undefined)).to.equal(true);
    goesEverywhere(report);
  });
});
