import * as grpc from '@grpc/grpc-js';
import { expect } from 'chai';
import { build, details, errorDetails, FakeController, vertex } from '../../src/index.js';
import { revisions, isAtLeast } from '../../src/protocol/revision.js';
import { encodeStatusDetails } from '../../src/protocol/status-details.js';

const digest = `sha256:${'1'.repeat(64)}`;
const all = {
  solve: { inputIDs: ['i1'], mountIDs: ['m1'], description: { why: 'x' } },
  vertex: { digest },
  source: { info: { filename: 'Dockerfile', data: '' }, ranges: [{ start: { line: 3 }, end: { line: 3 } }] },
  subrequest: { name: 'frontend.outline' },
  frontendCap: { name: 'moby.buildkit.frontend.contexts' },
  stack: { frames: [{ Name: 'main', File: 'main.go', Line: 1 }] },
  exit: { Code: 7 },
} as const;

const made = [
  details.solve(all.solve),
  details.vertex(all.vertex),
  details.source(all.source),
  details.source(all.source),
  details.subrequest(all.subrequest),
  details.frontendCap(all.frontendCap),
  details.exit(all.exit),
];

describe('The details of an error', () => {
  for (const revision of revisions.filter((one) => isAtLeast(one, '0.11'))) {
    it(`are read by what they are about, from ${revision}`, async () => {
      const failing = build()
        .add(vertex('[1/1] RUN make').fails('exit code: 2'))
        .fails('no rule', { details: made.slice(2) });
      await using fake = await FakeController.start({ revision, scenario: { builds: [failing] } });
      const client = fake.client();
      const error = await client.build({ contextPath: '.' }, { ref: 'r1' }).catch((thrown: unknown) => thrown);
      const read = errorDetails(error);
      expect(read.session).to.equal('r1');
      expect(read.build).to.deep.equal(revision === '0.18' ? { SessionID: 'r1' } : { Ref: 'r1' });
      expect(read.vertex?.digest).to.match(/^sha256:/);
      expect(read.sources).to.deep.equal([all.source, all.source]);
      expect(read.subrequest).to.deep.equal(all.subrequest);
      expect(read.frontendCap).to.deep.equal(all.frontendCap);
      expect(read.exits).to.deep.include(all.exit);
      expect(read.stacks).to.have.length(1);
      expect(read.all.map(({ typeUrl }) => typeUrl)).to.include('github.com/docker/buildx/errdefs.Build+json');
    });
  }

  it('are read off an error of grpc-js, and off what it is the cause of', () => {
    const metadata = new grpc.Metadata();
    const bytes = encodeStatusDetails({ code: 2, message: 'no rule', details: [...made, details.stack(all.stack)] });
    metadata.set('grpc-status-details-bin', Buffer.from(bytes));
    const error = Object.assign(new Error('2 UNKNOWN: no rule'), { code: 2, details: 'no rule', metadata });
    for (const one of [error, new Error('wrapped', { cause: error })]) {
      const read = errorDetails(one);
      expect(read).to.deep.include({ solve: all.solve, vertex: all.vertex, stacks: [all.stack] });
      expect(read.session).to.equal(undefined);
    }
  });

  it('are none of whatever else is thrown', () => {
    const metadata = new grpc.Metadata();
    metadata.set('grpc-status-details-bin', Buffer.from([0xff]));
    for (const thrown of [
      undefined,
      null,
      'text',
      new Error('x'),
      { details: 'text' },
      { metadata: {} },
      { metadata },
    ]) {
      expect(errorDetails(thrown).all).to.deep.equal([]);
    }
  });

  it('tell how a process ended', async () => {
    await using fake = await FakeController.start({ revision: 'v0.17.1' });
    const client = fake.client();
    const { ref } = await client.build({ contextPath: '.' });
    const call = client.rpc.invoke();
    await call.send({ kind: 'init', ref, processId: 'p', invokeConfig: { entrypoint: ['sh', '-c', 'exit 3'] } });
    expect(errorDetails(await call.status).exits).to.deep.include({ Code: 3 });
  });
});
