import { expect } from 'chai';
import { revisions } from '../../../src/protocol/revision.js';
import { layOut } from '../../../src/playback/builds/timeline.js';
import { natureOf, type VertexNature } from '../../../src/playback/builds/vertex-nature.js';
import { build, FakeController, vertex, type VertexScript } from '../../../src/index.js';
import type { StatusResponse } from '../../../src/protocol/messages.js';
import { fixtureScenario } from '../../../src/conformance/targets/fake-scenario.js';

/** What each message shows: vertices announced (a), started (s), completed (c) and cached (C), then statuses. */
function shapes(messages: readonly StatusResponse[]): readonly string[] {
  return messages.map(({ vertices, statuses }) =>
    [
      ...vertices.map(({ name, started, completed, cached }) => {
        const state = completed === undefined ? (started === undefined ? 'a' : 's') : cached ? 'C' : 'c';
        return `${state} ${name.replace(/^\[internal\] load /, '')}`;
      }),
      ...statuses.map(({ id }) => id.replace(/sha256:.*/, 'sha256:…')),
    ].join(', '),
  );
}

function shapesOf(vertices: readonly VertexScript[]): readonly string[] {
  return shapes(layOut(vertices).beats.map((beat) => beat.message(0)));
}

function inputsOf(vertices: readonly VertexScript[]): Readonly<Record<string, readonly (string | undefined)[]>> {
  const shown = layOut(vertices).beats.flatMap((beat) => beat.message(0).vertices);
  const names = new Map(shown.map(({ digest, name }) => [digest, name]));
  return Object.fromEntries(shown.map(({ name, inputs }) => [name, inputs.map((input) => names.get(input))]));
}

describe('The shape of Status', () => {
  it('is that of the real server, for a build whose steps are cached', () => {
    const { vertices } = fixtureScenario.builds!.find(({ name }) => name === 'succeeds')!;
    expect(shapesOf(vertices!)).to.deep.equal([
      'a build definition from Dockerfile',
      'c build definition from Dockerfile, s build definition from Dockerfile',
      'transferring dockerfile:',
      'c build definition from Dockerfile',
      'a .dockerignore',
      'c .dockerignore, s .dockerignore',
      'transferring context:',
      'c .dockerignore',
      'a [stage-1 1/1] COPY greeting /greeting, a [base 2/2] RUN echo built > /built, a [base 1/2] COPY rootfs /, a build context',
      'c build context, s build context',
      'transferring context:',
      'c build context',
      'C [base 1/2] COPY rootfs /, C [base 2/2] RUN echo built > /built, C [stage-1 1/1] COPY greeting /greeting',
      's exporting to image',
      'exporting layers, writing image sha256:…',
      'c exporting to image',
    ]);
    expect(inputsOf(vertices!)).to.deep.include({
      '[stage-1 1/1] COPY greeting /greeting': ['[base 2/2] RUN echo built > /built', '[internal] load build context'],
      '[base 2/2] RUN echo built > /built': ['[base 1/2] COPY rootfs /'],
      '[base 1/2] COPY rootfs /': ['[internal] load build context'],
      '[internal] load build context': [],
      '[internal] load .dockerignore': [],
      'exporting to image': [],
    });
  });

  it('has what depends on cached steps start in the message that shows those', () => {
    const graph = [
      { name: '[internal] load build context' },
      ...['[1/3] COPY a /', '[2/3] COPY b /'].map((name) => ({ name, cached: true })),
      { name: '[3/3] RUN make', takes: 1 },
    ];
    expect(shapesOf(graph).slice(3)).to.deep.equal([
      'C [1/3] COPY a /, C [2/3] COPY b /, s [3/3] RUN make',
      'c [3/3] RUN make',
    ]);
  });

  it('turns the order around in which BuildKit loads a graph: from its end, inputs in their order', () => {
    const graph = [
      { name: 'context', inputs: [] },
      { name: 'a', inputs: ['context'] },
      { name: 'b', inputs: ['context'] },
      { name: 'from a', inputs: ['a'] },
      { name: 'from b', inputs: ['from a', 'b'] },
    ];
    expect(shapesOf(graph)[0]).to.equal('a from b, a b, a from a, a a, a context');
  });

  it('lets a source run once that is told to, or that is cached', () => {
    const name = '[internal] load build context';
    expect(shapesOf([{ name, restarts: [] }]).slice(1)).to.deep.equal(['s build context', 'c build context']);
    expect(shapesOf([{ name, cached: true }]).slice(1)).to.deep.equal(['C build context']);
  });

  const natures: Readonly<Record<VertexNature, readonly string[]>> = {
    beside: [
      '[internal] load metadata for docker.io/library/alpine:latest',
      '[linux/arm64 internal] load metadata for docker.io/library/alpine:latest',
      '[context base] load metadata for docker.io/library/alpine:latest',
      '[auth] library/alpine:pull token for registry-1.docker.io',
      '[auth] sharing credentials for registry.example.org',
      '[internal] booting buildkit',
      '[internal] waiting for connection',
      'resolve image config for docker.io/docker/dockerfile:1',
      'importing cache manifest from example.org/a',
      'exporting to image',
      'exporting to client directory',
      'exporting to GitHub Actions Cache',
      'exporting cache to registry',
      'preparing layers for inline cache',
      'importing to docker',
      'pushing example.org/a with docker',
      'merging manifest list example.org/a:1,example.org/a:2',
      'resolving provenance for metadata file',
    ],
    definition: [
      '[internal] load build definition from Dockerfile',
      '[internal] load .dockerignore',
      '[context base] load .dockerignore',
    ],
    source: [
      '[internal] load build context',
      '[internal] load remote build context',
      '[internal] load git source https://example.org/a.git',
      '[internal] preparing inline document',
      '[context tools] load from client',
    ],
    image: [
      '[1/2] FROM docker.io/library/alpine',
      '[linux/amd64 base 1/2] FROM a',
      'docker-image://docker/dockerfile:1',
    ],
    step: ['[2/2] RUN make', '[stage-1 1/1] COPY a /', 'compile', 'exporting what was found', 'importing data'],
  };

  for (const [nature, names] of Object.entries(natures)) {
    it(`takes what is a ${nature} for one`, () => {
      expect(names.map((name) => [name, natureOf({ name })])).to.deep.equal(names.map((name) => [name, nature]));
    });
  }

  it('takes for beside the graph, or for a step, what is said to be', () => {
    expect(natureOf({ name: '[2/2] RUN make', internal: true })).to.equal('beside');
    expect(natureOf({ name: 'exporting to image', internal: false })).to.equal('step');
    expect(natureOf({ name: '[internal] load build context', internal: false })).to.equal('source');
  });
});

describe('A build that fails before it is solved', () => {
  for (const revision of revisions) {
    it(`shows nothing, leaves nothing and has nothing in front of its text, in ${revision}`, async () => {
      const text = 'unable to prepare context: path "/nope" not found';
      const scenario = { builds: [build().fails(text, { before: 'solve' })] };
      await using fake = await FakeController.start({ revision, scenario, quirks: 'none' });
      const client = fake.client();
      const error = await client.build({ contextPath: '/nope' }, { ref: 'r' }).catch((reason: unknown) => reason);
      expect(error).to.deep.include({ rpcMessage: text, statuses: [] });
      const started = client.rpc.invoke();
      void started.send({ kind: 'init', ref: 'r', processId: 'p', invokeConfig: { entrypoint: ['/bin/sh'] } });
      expect((await started.status).message).to.match(/has no result to/);
    });
  }

  it('shows the vertices that it has', async () => {
    const scenario = {
      builds: [build().add(vertex('[internal] booting buildkit')).fails('no builder', { before: 'solve' })],
    };
    await using fake = await FakeController.start({ scenario });
    const error = await fake
      .client()
      .build({ contextPath: '.' })
      .catch((reason: unknown) => reason);
    const { statuses, rpcMessage } = error as { statuses: readonly StatusResponse[]; rpcMessage: string };
    expect(rpcMessage).to.equal('no builder');
    expect(shapes(statuses)).to.deep.equal(['s [internal] booting buildkit', 'c [internal] booting buildkit']);
  });
});
