import { expect } from 'chai';
import { FakeController } from '../../src/index.js';
import { parseScenario, toScenario, usageRecord, type UsageRecordScript } from '../../src/scenarios/index.js';
import { checkScenario } from '../../src/scenarios/schema/check-scenario.js';

describe('usageRecord', () => {
  it('makes the data that a file has', () => {
    const time = '2026-01-02T03:04:05Z';
    const built = usageRecord('a')
      .size(3)
      .parents('b')
      .parents('c', 'd')
      .usageCount(2)
      .description('RUN make')
      .recordType('source.local')
      .createdAt(time)
      .lastUsedAt(time)
      .mutable()
      .inUse()
      .shared();
    const data: UsageRecordScript = {
      ...{ id: 'a', size: 3, parents: ['b', 'c', 'd'], usageCount: 2, description: 'RUN make' },
      ...{ recordType: 'source.local', createdAt: time, lastUsedAt: time, mutable: true, inUse: true, shared: true },
    };
    expect(toScenario({ usageRecords: [built] })).to.deep.equal({ usageRecords: [data] });
    const file = `usageRecords:\n  - { id: a, size: 3, lastUsedAt: ${time} }\n`;
    expect(parseScenario(file)).to.deep.equal({ usageRecords: [{ id: 'a', size: 3, lastUsedAt: time }] });
  });

  it('is passed over by a fake controller', async () => {
    await using fake = await FakeController.start({ scenario: { usageRecords: [usageRecord('a')] } });
    fake.assertQuiescent();
  });
});

describe('A record of the cache that makes no sense', () => {
  const one = (record: object): object => ({ usageRecords: [{ id: 'a' }, { id: 'b', ...record }] });

  for (const [what, data, path, message] of [
    ['no ID', { usageRecords: [{ size: 1 }] }, 'usageRecords[0]', 'id'],
    ['an empty ID', one({ id: '' }), 'usageRecords[1].id', 'no record has an empty ID: give it one'],
    ['an ID that another has', one({ id: 'a' }), 'usageRecords[1].id', 'usageRecords[0] has this ID already'],
    ['a time that is none', one({ createdAt: 'soon' }), 'usageRecords[1].createdAt', 'no time: give one in RFC 3339'],
    ['a day alone', one({ lastUsedAt: '2026-01-02' }), 'usageRecords[1].lastUsedAt', 'no time: give one in RFC 3339'],
    ['a negative size', one({ size: -1 }), 'usageRecords[1].size', 'expected a whole number from 0'],
    [
      'an unknown type',
      one({ recordType: 'cachemount' }),
      'usageRecords[1].recordType',
      'did you mean exec.cachemount?',
    ],
    ['a key misspelt', one({ usagecount: 1 }), 'usageRecords[1].usagecount', 'did you mean usageCount?'],
  ] as const)
    it(`is refused with its place: ${what}`, () => {
      const [problem, ...others] = checkScenario(data);
      expect(others).to.deep.equal([]);
      expect(problem?.path).to.equal(path);
      expect(problem?.message).to.include(message);
    });
});
