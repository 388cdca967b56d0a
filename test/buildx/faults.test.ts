import { expect } from 'chai';
import { build, fault, FakeBuildKit, type FaultBuilder, vertex, withBuildx } from '../../src/index.js';
import { needsBuildx } from './needs-buildx.js';

const held = build().add(
  vertex('[1/2] RUN first').takes('1s').logs('first done\n'),
  vertex('[2/2] RUN second').takes('1s').logs('second done\n'),
);

describe('the real docker-buildx when something goes wrong on the way', function () {
  this.timeout('60s');
  let program = '';
  before(function () {
    program = needsBuildx(this);
  });

  async function run(
    ...faults: readonly FaultBuilder[]
  ): Promise<{ exitCode: number; stderr: string; journal: string }> {
    await using fake = await FakeBuildKit.start({ scenario: { builds: [held], faults } });
    await using buildx = await withBuildx(fake, { program });
    const { exitCode, stderr } = await buildx.run(['build', '--progress', 'plain', '-'], { stdin: 'FROM scratch\n' });
    return { exitCode, stderr, journal: fake.journal.toText() };
  }

  it('ends with an error when the fake dies in mid-build', async () => {
    const { exitCode, stderr, journal } = await run(fault('Status').atResponse(2).dies({ forGood: true }));
    expect(exitCode).to.not.equal(0);
    expect(stderr).to.match(/EOF|connection|closing transport|unavailable/i);
    expect(journal).to.include('the server dies: faults[0] says so');
  });

  it('ends with an error when its progress is cut, and shows what came before', async () => {
    const { exitCode, stderr } = await run(fault('Status').atResponse(3).fails('INTERNAL', 'the stream was cut'));
    expect(exitCode).to.equal(1);
    expect(stderr).to.include('[1/2] RUN first').and.include('the stream was cut');
  });

  it('is told the status of its second build, and not of those with which it probes', async () => {
    await using fake = await FakeBuildKit.start({
      scenario: { builds: [held], faults: [fault('Build').inCall(2).fails('RESOURCE_EXHAUSTED', 'come back later')] },
    });
    await using buildx = await withBuildx(fake, { program });
    const args = ['build', '--progress', 'plain', '-'];
    const first = await buildx.run(args, { stdin: 'FROM scratch\n' });
    expect(first.exitCode, first.stderr).to.equal(0);
    const second = await buildx.run(args, { stdin: 'FROM scratch\n' });
    expect(second.exitCode).to.equal(1);
    expect(second.stderr).to.include('come back later');
  });

  it('goes on when an answer is late', async () => {
    const { exitCode, stderr } = await run(fault('Build').at({ message: 1 }).delays('3s'));
    expect(exitCode, stderr).to.equal(0);
    expect(stderr).to.include('second done');
  });
});
