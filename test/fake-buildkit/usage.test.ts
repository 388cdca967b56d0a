import { expect } from 'chai';
import type { BuildKitClient } from '../../src/client/buildkit-client.js';
import { build as script, type ScenarioInput, usageRecord, vertex } from '../../src/index.js';
import type { control } from '../../src/protocol/buildkit/messages.js';
import type { Init } from '../../src/protocol/messages.js';
import { build, overTransports } from './client.js';

const epoch = new Date('2026-01-10T00:00:00Z');
const hour = 3_600_000_000_000n;
const scenario: ScenarioInput = {
  builds: [script().add(vertex('[1/1] RUN make'))],
  usageRecords: [
    usageRecord('base').size(100).usageCount(3).lastUsedAt('2026-01-08T00:00:00Z'),
    usageRecord('layer')
      .size(20)
      .parents('base')
      .usageCount(1)
      .lastUsedAt('2026-01-09T23:00:00Z')
      .description('RUN make'),
    usageRecord('npm').size(7).mutable().recordType('exec.cachemount').createdAt('2026-01-01T00:00:00.5Z'),
    usageRecord('held').size(1000).inUse(),
    usageRecord('twin').size(50).shared(),
    usageRecord('front').recordType('frontend'),
  ],
};

async function listed(client: BuildKitClient, request: Init<control.DiskUsageRequest> = {}): Promise<string> {
  const { record } = await client.call('Control.DiskUsage', request);
  return record.map(({ id }) => id).join(' ');
}

async function pruned(client: BuildKitClient, request: Init<control.PruneRequest> = {}): Promise<string> {
  const call = client.open('Control.Prune');
  await call.send(request);
  call.halfClose();
  const { code, message } = await call.status;
  return code === 0 ? call.messages.map(({ id, size }) => `${id} ${size}`).join(', ') : message;
}

overTransports('The cache of the fake BuildKit', (start) => {
  it('has what the scenario says, and what builds leave', async () => {
    const { client } = await start({ scenario, epoch });
    await build(client, 'r');
    await build(client, 's');
    const { record } = await client.call('Control.DiskUsage', {});
    const [base, layer, npm, held, twin, front, made] = record;
    const began = { seconds: BigInt(epoch.getTime() / 1000), nanos: 0 };
    expect(base).to.deep.include({ id: 'base', size: 100n, usageCount: 3n, recordType: 'regular', createdAt: began });
    expect(base?.lastUsedAt?.seconds).to.equal(BigInt(Date.UTC(2026, 0, 8) / 1000));
    expect(layer).to.deep.include({ parents: ['base'], description: 'RUN make', mutable: false, shared: false });
    expect(npm).to.deep.include({
      mutable: true,
      recordType: 'exec.cachemount',
      createdAt: { seconds: BigInt(Date.UTC(2026, 0, 1) / 1000), nanos: 500_000_000 },
    });
    expect(npm).to.not.have.property('lastUsedAt');
    expect([held?.inUse, twin?.shared, front?.recordType]).to.deep.equal([true, true, 'frontend']);
    expect(made).to.deep.include({ description: '[1/1] RUN make', usageCount: 2n, size: 4096n });
  });

  it('is listed by filters and age', async () => {
    const { client } = await start({ scenario, epoch });
    expect(await listed(client, { filter: ['type==exec.cachemount'] })).to.equal('npm');
    expect(await listed(client, { filter: ['inuse', 'mutable'] })).to.equal('npm held');
    expect(await listed(client, { filter: ['private,immutable,type==regular'] })).to.equal('base layer held');
    expect(await listed(client, { filter: ['parents~=base'] })).to.equal('layer');
    expect(await listed(client, { filter: ['description'] })).to.equal('layer');
    expect(await listed(client, { ageLimit: 24n * hour })).to.equal('base npm held twin front');
    const wrong: unknown = await listed(client, { filter: ['id+x', 'a'] }).catch((error: unknown) => error);
    expect(wrong).to.include({
      rpcMessage:
        'failed to parse diskusage filters [id+x a]: filters: parse error: [id >|+|< x]: expected an operator ("=="|"!="|"~="): invalid argument',
    });
  });

  it('is freed of all that nothing holds, of what lies on others first', async () => {
    const { client } = await start({ scenario, epoch });
    expect(await pruned(client)).to.equal('layer 20, npm 7, base 100');
    expect(await listed(client)).to.equal('held twin front');
    expect(await pruned(client, { all: true })).to.equal('twin 50, front 0');
    expect(await listed(client)).to.equal('held');
  });

  it('is freed of what filters ask for and of what was not used lately', async () => {
    const { client } = await start({ scenario, epoch });
    expect(await pruned(client, { filter: ['id+x'] })).to.match(/^failed to parse prune filters \[id\+x\]: filters: /);
    // The layer, which was used lately, holds its base.
    expect(await pruned(client, { keepDuration: 24n * hour })).to.equal('npm 7');
    expect(await pruned(client, { filter: ['id==base'] })).to.equal('');
    expect(await pruned(client, { filter: ['id==layer'] })).to.equal('layer 20');
    expect(await pruned(client, { filter: ['id==base'] })).to.equal('base 100');
  });

  it('keeps as much as is wanted, and loses first what was used least and longest ago', async () => {
    const usageRecords = [
      usageRecord('often').size(10).usageCount(9).lastUsedAt('2026-01-01T00:00:00Z'),
      usageRecord('late').size(10).usageCount(1).lastUsedAt('2026-01-09T00:00:00Z'),
      usageRecord('never').size(10),
      usageRecord('once').size(10).usageCount(1).lastUsedAt('2026-01-01T00:00:00Z'),
    ];
    const { fake, client } = await start({ scenario: { usageRecords }, epoch });
    expect(await pruned(client, { maxUsedSpace: 41n })).to.equal('');
    expect(await pruned(client, { maxUsedSpace: 31n })).to.equal('never 10');
    expect(await pruned(client, { reservedSpace: 25n })).to.equal('once 10');
    expect(await pruned(client, { maxUsedSpace: 1n, reservedSpace: 15n })).to.equal('late 10');
    expect(await listed(client)).to.equal('often');
    const again = { usageRecords };
    fake.replace([again]);
    expect(await pruned(client)).to.equal('often 10, late 10, never 10, once 10');
    fake.replace([again]);
    expect(await listed(client)).to.equal('often late never once');
    fake.use({ usageRecords: [usageRecord('late').size(3)] });
    expect((await client.call('Control.DiskUsage', {})).record.map(({ id, size }) => `${id} ${size}`)).to.deep.equal([
      'late 3',
      'often 10',
      'never 10',
      'once 10',
    ]);
  });
});
