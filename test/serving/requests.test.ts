import { expect } from 'chai';
import { ArgumentError, FakeBuildKit, FakeController } from '../../src/index.js';

describe('The requests that came to a fake', () => {
  it('are given by RPC, oldest first and typed', async () => {
    await using fake = await FakeController.start();
    const client = fake.client();
    for (const target of ['first', 'last']) await client.build({ contextPath: '.', target });
    const targets: (string | undefined)[] = fake.requests('Build').map(({ options }) => options?.target);
    expect(targets).to.deep.equal(['first', 'last']);
    const last: string | undefined = fake.lastRequest('Build').options?.target;
    expect(last).to.equal('last');
    expect(fake.requests('Invoke')).to.deep.equal([]);
  });

  it('are of BuildKit where it is BuildKit', async () => {
    await using fake = await FakeBuildKit.start();
    await fake.client().call('Control.DiskUsage', { filter: ['type==regular'] });
    const filter: readonly string[] = fake.lastRequest('Control.DiskUsage').filter;
    expect(filter).to.deep.equal(['type==regular']);
    expect(fake.requests('Control.DiskUsage')).to.have.lengthOf(1);
    expect(() => fake.lastRequest('Control.Solve'))
      .to.throw('no request of Control.Solve came: those that came are of Control.DiskUsage')
      .with.property('code', 'NO_REQUEST');
  });

  it('are told to be missing with what came instead', async () => {
    await using fake = await FakeController.start();
    expect(() => fake.lastRequest('Build')).to.throw('no request of Build came: none came at all');
    await fake.client().rpc.info();
    expect(() => fake.lastRequest('Build')).to.throw('those that came are of Info');
  });

  it('are of no RPC that there is not, in this revision', async () => {
    await using fake = await FakeController.start();
    expect(() => fake.requests('build' as 'Build')).to.throw(
      ArgumentError,
      'there is no RPC "build" (did you mean Build?)',
    );
    expect(() => fake.requests('Control.Solve' as 'Build')).to.throw(ArgumentError);
    await using buildkit = await FakeBuildKit.start();
    expect(() => buildkit.requests('Build' as 'Control.Solve')).to.throw(ArgumentError);
    expect(() => buildkit.requests('Solve' as 'Control.Solve')).to.throw(
      'there is no RPC "Solve" (did you mean Control.Solve or LLBBridge.Solve?)',
    );
  });
});
