import { expect } from 'chai';
import { exitCodeOf } from '../../../src/conformance/report/exit-code-of.js';
import { mergeReports } from '../../../src/conformance/merge/merge-reports.js';
import type { Report, RequirementReport } from '../../../src/conformance/engine/report.js';
import { reportOf } from '../engine/report-of.js';

const selected = ['INFO-001', 'LIST-001', 'BUILD-001', 'XPORT-012'];

/** The report of a shard of a run of four requirements, one of which every shard has. */
function shard(index: number, requirements: readonly Partial<RequirementReport>[], rest: Partial<Report> = {}) {
  return {
    file: `${index}.json`,
    report: reportOf([...requirements, { id: 'XPORT-012', level: 'SHOULD' }], {
      shard: { index, of: 3, selected },
      ...rest,
    }),
  };
}

const otherwise = ['INFO-002', ...selected.slice(1)];
const one = shard(1, [{ id: 'LIST-001' }]);
const two = shard(2, [{ id: 'INFO-001', verdict: 'violated' }]);
const three = shard(3, [{ id: 'BUILD-001' }]);

describe('Reports of shards', () => {
  it('come to one, in the order of a whole run, whatever their order is', () => {
    const merged = mergeReports([three, one, two]);
    expect(merged.requirements.map(({ id }) => id)).to.deep.equal(['INFO-001', 'LIST-001', 'BUILD-001', 'XPORT-012']);
    expect(merged.summary).to.deep.include({ pass: 3, violated: 1 });
    expect(merged).not.to.have.property('shard');
    expect(exitCodeOf(merged)).to.equal(1);
  });

  it('add up what each shard was asked, and the worst answer counts', () => {
    const dead = shard(2, [{ id: 'INFO-001' }]);
    const [info, survival] = dead.report.requirements;
    const report = {
      ...dead.report,
      requirements: [info!, { ...survival!, verdict: 'violated' as const, reason: 'it died' }],
    };
    const merged = mergeReports([one, { file: 'dead.json', report }, three]);
    expect(merged.requirements.find(({ id }) => id === 'XPORT-012')).to.include({
      verdict: 'violated',
      reason: 'it died',
      runs: 3,
      exercised: 3,
    });
  });

  it('lasted from the first start to the last end', () => {
    const late = shard(2, [{ id: 'INFO-001' }], { startedAt: '2023-04-03T00:00:05.000Z', durationMs: 2000 });
    expect(mergeReports([late, one, three])).to.include({ startedAt: '2023-04-03T00:00:00.000Z', durationMs: 7000 });
  });

  it('say when a shard ended early, and may lack then what it did not come to', () => {
    const early = { endedEarly: { cause: 'interrupted', reason: 'it was interrupted' } } as const;
    const merged = mergeReports([one, shard(2, [], early), three]);
    expect(merged.endedEarly).to.deep.equal({ cause: 'interrupted', reason: 'shard 2: it was interrupted' });
    expect(exitCodeOf(merged)).to.equal(5);
  });

  it('may be of controllers at addresses of their own', () => {
    const elsewhere = { target: { ...one.report.target, address: 'elsewhere' } };
    const merged = mergeReports([one, shard(2, [{ id: 'INFO-001' }], elsewhere), three]);
    expect(merged.target.address).to.equal('2 addresses');
  });

  const { target } = one.report;
  const refused: readonly (readonly [what: string, reports: readonly ReturnType<typeof shard>[], message: string])[] = [
    [
      'a shard that is missing',
      [one, three],
      '1.json, 3.json: shard 2 of 3 is not among them: name the reports of all',
    ],
    ['a shard twice', [one, two, { ...two, file: 'two.json' }, three], 'two.json: it is of shard 2, as 2.json is'],
    ['a shard that cannot be', [one, two, three, shard(4, [])], '4.json: shard 4 of 3 cannot be'],
    ['a whole run', [{ file: 'whole.json', report: reportOf([]) }], 'whole.json: it is the report of a whole run'],
    ['nothing', [], 'nothing to merge: name the reports of all shards'],
    [
      'a requirement of two shards',
      [one, two, shard(3, [{ id: 'LIST-001' }])],
      '3.json: LIST-001 was checked there, and in 1.json too',
    ],
    [
      'a requirement of no shard',
      [one, two, shard(3, [])],
      '1.json, 2.json, 3.json: BUILD-001 was selected, and none of them has it',
    ],
    [
      'a shard of as many others',
      [one, shard(2, [{ id: 'INFO-002' }], { shard: { index: 2, of: 3, selected: otherwise } }), three],
      '2.json: it is of another run: INFO-002 is selected in 2.json and not in 1.json: give every shard the same --only',
    ],
    [
      'a shard of fewer',
      [one, shard(2, [], { shard: { index: 2, of: 3, selected: selected.slice(1) } }), three],
      '2.json: it is of another run: INFO-001 is selected in 1.json and not in 2.json: give every shard the same --only',
    ],
    [
      'another seed',
      [one, shard(2, [{ id: 'INFO-001' }], { seed: 43 }), three],
      '2.json: it is of another run: its seed is 43, and that of 1.json is 42',
    ],
    [
      'another revision',
      [one, two, shard(3, [{ id: 'BUILD-001' }], { revision: '0.12' })],
      '3.json: it is of another run: its revision is "0.12", and that of 1.json is "2023-04"',
    ],
    [
      'another target',
      [one, shard(2, [], { target: { ...target, info: { ...target.info, version: 'v1' } } }), three],
      '2.json: it is of another run: its Info of the target is "stub v1 none", and that of 1.json is "stub v0 none"',
    ],
    [
      'other quirks',
      [one, shard(2, [], { quirks: ['clock-skew'] }), three],
      '2.json: it is of another run: its quirks is ["clock-skew"], and that of 1.json is null',
    ],
    [
      'another division',
      [one, shard(2, [], { shard: { index: 2, of: 2, selected } })],
      '2.json: it is of another run: its number of shards is 2, and that of 1.json is 3',
    ],
  ];
  for (const [what, reports, message] of refused) {
    it(`are refused with ${what}`, () => {
      expect(() => mergeReports(reports)).to.throw(message);
    });
  }
});
