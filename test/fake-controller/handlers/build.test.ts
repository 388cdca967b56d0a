import { expect } from 'chai';
import { BuildFailedError } from '../../../src/client/build-failed-error.js';
import { detailsOf } from '../../../src/protocol/status-details.js';
import { build, vertex } from '../../../src/index.js';
import { answer, built, ending, ends, invoke, processIds, sees, settled, sh } from '../calls.js';
import { overTransports, type Started } from '../over-transports.js';

const context = { contextPath: '.' } as const;

async function failure({ client }: Started): Promise<BuildFailedError> {
  try {
    await client.build(context, { ref: 'r' });
  } catch (error) {
    if (error instanceof BuildFailedError) return error;
    throw error;
  }
  throw new Error('the build has succeeded');
}

overTransports('Build', (start) => {
  it('registers the session before it reports anything', async () => {
    const { client } = await start();
    void answer(client.rpc.build({ ref: 'r', options: context }));
    await settled(client);
    expect((await client.rpc.list()).refs).to.deep.equal(['r']);
    expect(await processIds(client, 'r')).to.deep.equal([]);
  });

  it('succeeds by default with a small graph and digests', async () => {
    const { client } = await start();
    const { statuses, response } = await client.build({ ...context, tags: ['a/b:c'] });
    expect(statuses.flatMap(({ vertices }) => vertices).some(({ name }) => name === 'exporting to image')).to.equal(
      true,
    );
    expect(response.exporterResponse['containerimage.digest']).to.match(/^sha256:[0-9a-f]{64}$/);
    expect(response.exporterResponse['image.name']).to.equal('docker.io/a/b:c');
    expect(response.exporterResponse).to.not.have.property('buildx.build.ref');
  });

  it('tells the ref of the build from 0.12 on', async () => {
    const { client } = await start({ revision: '0.12' });
    const { response } = await client.build(context);
    expect(response.exporterResponse['buildx.build.ref']).to.match(/^default\/default\/[0-9a-f]{25}$/);
  });

  it('refuses a second Build of the ref without any effect, and takes one after the first', async () => {
    const { client } = await start();
    const first = answer(client.rpc.build({ ref: 'r', options: context }));
    await settled(client);
    expect(await answer(client.rpc.build({ ref: 'r', options: { contextPath: '' } }))).to.equal(
      'UNKNOWN: build ongoing',
    );
    expect(await ending(client.rpc.status({ ref: 'r' }))).to.equal('OK');
    expect(await first).to.equal('OK');
    expect(await built(client, 'r')).to.not.be.empty;
  });

  it('can be built again as soon as the reply is there', async () => {
    const { client } = await start();
    for (let round = 0; round < 5; round++) expect(await built(client, 'r')).to.not.be.empty;
  });

  it('kills all processes at the start of a re-Build, and forgets the result', async () => {
    const { client } = await start({ quirks: { 'dies-of-missing-result': false } });
    await built(client, 'r');
    const call = invoke(client, 'r', 'p', sh('echo up; sleep infinity'));
    await sees(call, 'up');
    const again = answer(client.rpc.build({ ref: 'r', options: context }));
    expect(await ending(call)).to.equal('CANCELLED: context canceled');
    expect(ends(call)).to.have.members([1, 2]);
    expect(await processIds(client, 'r')).to.deep.equal([]);
    expect(await ending(invoke(client, 'r', 'q', sh('true')))).to.match(/^FAILED_PRECONDITION/);
    client.rpc.status({ ref: 'r' });
    expect(await again).to.equal('OK');
  });

  it('fails with the text of the vertex that failed; the base says what solving it was', async () => {
    const scenario = { builds: [build().add(vertex('[1/1] RUN make').exits(2))] };
    const text = 'process "/bin/sh -c make" did not complete successfully: exit code: 2';
    expect((await failure(await start({ scenario }))).rpcMessage).to.equal(`failed to solve: ${text}`);
    expect((await failure(await start({ scenario, revision: '0.12' }))).rpcMessage).to.equal(text);
  });

  it('carries typed details from 0.12 on, and none before', async () => {
    const scenario = {
      builds: [
        build()
          .add(vertex('[1/1] RUN make').exits(2))
          .fails('no luck', { code: 'RESOURCE_EXHAUSTED', details: [{ typeUrl: 'x.Y+json', json: { z: 1 } }] }),
      ],
    };
    const base = await failure(await start({ scenario }));
    expect(base.details).to.deep.equal([]);
    expect(base.status.trailers).to.not.have.property('grpc-status-details-bin');
    const { codeName, details, statuses } = await failure(await start({ scenario, revision: '0.12' }));
    expect(codeName).to.equal('RESOURCE_EXHAUSTED');
    expect(detailsOf(details, 'github.com/docker/buildx/errdefs.Build+json')).to.deep.equal([{ Ref: 'r' }]);
    const [{ digest } = {}] = detailsOf(details, 'github.com/moby/buildkit/errdefs.Vertex+json');
    expect(digest).to.equal(statuses[0]?.vertices[0]?.digest);
    expect(detailsOf(details, 'github.com/moby/buildkit/stack.Stack+json')).to.have.length(1);
    expect(details.find(({ typeUrl }) => typeUrl === 'x.Y+json')?.json).to.deep.equal({ z: 1 });
  });

  it('tells with what a step has exited, from 0.12 on', async () => {
    const scenario = { builds: [build().add(vertex('[1/1] RUN make').exits(2))] };
    const { details } = await failure(await start({ scenario, revision: '0.12' }));
    const exits = detailsOf(details, 'github.com/moby/buildkit/gatewayapi.ExitMessage+json');
    expect(exits).to.deep.equal([{ Code: 2 }]);
  });

  it('leaves the session of a failed build in the list', async () => {
    const { client } = await start({ scenario: { builds: [build().fails('no')] } });
    await answer(built(client, 'r'));
    expect((await client.rpc.list()).refs).to.deep.equal(['r']);
  });

  describe('leaves behind, when it fails in 0.12,', () => {
    const run = vertex('[1/1] RUN make').exits(2);
    const table = {
      'a result with the command of the failed step': [build().add(run), 'make', true],
      'a result that cannot be used, when no step failed': [build().fails('no Dockerfile'), undefined, true],
      'one that can, when told so': [build().fails('no', { leavesResult: true }), 'true', true],
      'none, when told so': [build().add(run).fails('no', { leavesResult: false }), undefined, false],
    } as const;
    for (const [title, [script, argument, debuggable]] of Object.entries(table)) {
      it(title, async () => {
        const started = await start({ scenario: { builds: [script] }, revision: '0.12', quirks: 'none' });
        const { details } = await failure(started);
        expect(detailsOf(details, 'github.com/docker/buildx/errdefs.Build+json')).to.have.length(debuggable ? 1 : 0);
        const config = argument === 'true' ? sh('echo ran; exit 9') : {};
        const seen = await ending(invoke(started.client, 'r', 'p', config));
        if (argument === 'make') expect(seen).to.equal('UNKNOWN: exit code: 127');
        else if (argument === 'true') expect(seen).to.equal('UNKNOWN: exit code: 9');
        else expect(seen).to.match(debuggable ? /unsupported error type$/ : /^FAILED_PRECONDITION/);
      });
    }
  });

  it('leaves nothing to start a process in when it fails in the base', async () => {
    const scenario = { builds: [build().add(vertex('[1/1] RUN make').exits(2))] };
    const started = await start({ scenario, quirks: { 'dies-of-missing-result': false } });
    await failure(started);
    expect(await ending(invoke(started.client, 'r', 'p', sh('true')))).to.match(/^FAILED_PRECONDITION/);
  });

  it('is refused with the difference when no script matches', async () => {
    const scenario = { builds: [build().named('tests').when({ target: 'test' })] };
    const { codeName, rpcMessage } = await failure(await start({ scenario }));
    expect(codeName).to.equal('FAILED_PRECONDITION');
    expect(rpcMessage).to.match(/no script matches the build of session "r".*builds\[0\] "tests".*target/s);
  });

  it('plays a scenario that came later first, scripts that serve once but once', async () => {
    const { fake, client } = await start({ scenario: { builds: [build().replies({ n: '1' })] } });
    fake.use({ builds: [build().once().replies({ n: '2' })] });
    const seen = [];
    for (let i = 0; i < 3; i++) seen.push((await client.build(context)).response.exporterResponse['n']);
    expect(seen).to.deep.equal(['2', '1', '1']);
  });

  it('plays a scenario that is used once more as if it were another: scripts that serve once do so again', async () => {
    const scenario = { builds: [build().once().replies({ n: 'once' })], fallback: true } as const;
    const { fake, client } = await start({ scenario });
    const reply = async () => (await client.build(context)).response.exporterResponse['n'];
    expect([await reply(), await reply()]).to.deep.equal(['once', undefined]);
    fake.use(scenario);
    expect([await reply(), await reply()]).to.deep.equal(['once', undefined]);
  });

  it('plays a scenario as it was when it was given, whatever is done to it before and after', async () => {
    const replies: Record<string, string> = { n: '1' };
    const vertices = [{ name: '[1/1] RUN one' }];
    const scenario = { builds: [{ vertices, reply: replies }] };
    const { fake, client } = await start({ scenario });
    const seen = async () => {
      const { response, statuses } = await client.build(context);
      const names = statuses.flatMap((status) => status.vertices.map(({ name }) => name));
      return [response.exporterResponse['n'], new Set(names)];
    };
    expect(await seen()).to.deep.equal(['1', new Set(['[1/1] RUN one'])]);
    replies['n'] = '2';
    vertices.push({ name: '[2/2] RUN two' });
    expect(await seen()).to.deep.equal(['1', new Set(['[1/1] RUN one'])]);
    fake.use(scenario);
    expect(await seen()).to.deep.equal(['2', new Set(['[1/1] RUN one', '[2/2] RUN two'])]);
  });

  it('is answered from the first request when the client sends two, and without a half-close', async () => {
    const { client } = await start();
    const status = client.rpc.status({ ref: 'r' });
    const call = client.rpc.open('Build');
    void call.send({ ref: 'r', options: context });
    void call.send({ ref: 'other', options: context });
    expect(await ending(call)).to.equal('OK');
    expect(await ending(status)).to.equal('OK');
    expect((await client.rpc.list()).refs).to.deep.equal(['r']);
  });

  it('fails in validation without any progress: Status ends OK with nothing', async () => {
    const { client } = await start();
    const status = client.rpc.status({ ref: 'r' });
    await settled(client);
    expect(await answer(client.rpc.build({ ref: 'r', options: { contextPath: '' } }))).to.match(
      /please specify build context/,
    );
    expect(await ending(status)).to.equal('OK');
    expect(status.messages).to.be.empty;
  });
});
