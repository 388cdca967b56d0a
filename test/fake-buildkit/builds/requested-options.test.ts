import { expect } from 'chai';
import { build as script, FakeBuildKit, FakeController, vertex } from '../../../src/index.js';
import type { BuildMatch } from '../../../src/scenarios/model/build-script.js';
import type { Written } from '../../../src/scenarios/written.js';
import type { BuildOptions, Init, StringMap } from '../../../src/protocol/messages.js';
import type { control } from '../../../src/protocol/buildkit/messages.js';
import { build } from '../client.js';
import { requestedOptions } from '../../../src/fake-buildkit/builds/requested-options.js';
import { methodNamed } from '../../../src/protocol/buildkit/service.js';

interface Row {
  readonly asks: Written<BuildMatch>;
  /** As a client of the controller asks for it. */
  readonly options: Init<BuildOptions>;
  /** As a client of BuildKit does. */
  readonly frontendOpt?: StringMap;
  readonly request?: Init<control.SolveRequest>;
}

const image = (attrs: StringMap): Init<control.SolveRequest> => ({ exporters: [{ type: 'image', attrs }] });

const rows: Readonly<Record<string, Row>> = {
  target: { asks: { target: 'prod' }, options: { target: 'prod' }, frontendOpt: { target: 'prod' } },
  'build arguments': {
    asks: { buildArgs: { WORD: 'x' } },
    options: { buildArgs: { WORD: 'x' } },
    frontendOpt: { 'build-arg:WORD': 'x' },
  },
  labels: { asks: { labels: { a: 'b' } }, options: { labels: { a: 'b' } }, frontendOpt: { 'label:a': 'b' } },
  platforms: {
    asks: { platforms: ['linux/amd64', 'linux/arm64'] },
    options: { platforms: ['linux/amd64', 'linux/arm64'] },
    frontendOpt: { platform: 'linux/amd64,linux/arm64' },
  },
  tags: {
    asks: { tags: ['app:1', 'me/app'] },
    options: { tags: ['app:1', 'me/app'] },
    request: image({ name: 'docker.io/library/app:1,docker.io/me/app' }),
  },
  'no cache': { asks: { noCache: true }, options: { noCache: true }, frontendOpt: { 'no-cache': '' } },
  'no cache of stages': {
    asks: { noCacheFilter: ['a', 'b'] },
    options: { noCacheFilter: ['a', 'b'] },
    frontendOpt: { 'no-cache': 'a,b' },
  },
  'named contexts': {
    asks: { namedContexts: { base: 'docker-image://alpine' } },
    options: { namedContexts: { base: 'docker-image://alpine' } },
    frontendOpt: { 'context:base': 'docker-image://alpine' },
  },
  'extra hosts': {
    asks: { extraHosts: ['a:10.0.0.1'] },
    options: { extraHosts: ['a:10.0.0.1'] },
    frontendOpt: { 'add-hosts': 'a=10.0.0.1' },
  },
  network: {
    asks: { networkMode: 'host' },
    options: { networkMode: 'host', allow: ['network.host'] },
    frontendOpt: { 'force-network-mode': 'host' },
  },
  entitlements: {
    asks: { allow: ['network.host'] },
    options: { allow: ['network.host'] },
    request: { entitlements: ['network.host'] },
  },
  pull: { asks: { pull: true }, options: { pull: true }, frontendOpt: { 'image-resolve-mode': 'pull' } },
  'a Dockerfile of another name': {
    asks: { dockerfileName: 'Other' },
    options: { dockerfileName: 'Other' },
    frontendOpt: { filename: 'Other' },
  },
  'what only the controller is told': {
    asks: { contextPath: '/src', builder: 'b', session: 'r' },
    options: { contextPath: '/src', builder: 'b' },
  },
};

describe('A script that asks for options', () => {
  for (const [name, { asks, options, frontendOpt = {}, request = {} }] of Object.entries(rows))
    it(`is found by either fake: ${name}`, async () => {
      const scenario = { builds: [script().when(asks).add(vertex('[1/1] RUN make'))] };
      await using controller = await FakeController.start({ scenario, quirks: 'none' });
      const { status } = await outcomeOf(controller, options);
      expect(status).to.equal('built');
      await using buildKit = await FakeBuildKit.start({ scenario });
      const found = await build(buildKit.client(), 'r', frontendOpt, { request });
      expect(found.error, String(found.error)).to.equal(undefined);
    });

  for (const [name, { asks, options }] of Object.entries(rows).slice(0, -1))
    it(`is not found by a build that says nothing of it: ${name}`, async () => {
      expect(options).to.not.be.empty;
      await using fake = await FakeBuildKit.start({ scenario: { builds: [script().when(asks)] } });
      const { error } = await build(fake.client(), 'r');
      expect(error?.codeName).to.equal('FAILED_PRECONDITION');
    });
});

async function outcomeOf(fake: FakeController, options: Init<BuildOptions>): Promise<{ readonly status: string }> {
  try {
    await fake.client().build({ contextPath: '.', ...options }, { ref: 'r' });
    return { status: 'built' };
  } catch (error) {
    return { status: String(error) };
  }
}

describe('the options of a cache', () => {
  it("are those that were asked for: what the client adds to them out of its environment is nobody else's business", () => {
    const attrs = { type: 'gha', scope: 'main', token: 'SECRET', secret_access_key: 'SECRET', session_token: 'SECRET' };
    const entry = { type: 'gha', attrs };
    const { request: solve } = methodNamed('Control.Solve');
    const request = solve.decode(solve.encode({ cache: { exports: [entry], imports: [entry] } }));
    const { cacheFrom, cacheTo } = requestedOptions(request);
    expect(cacheTo).to.deep.equal([{ type: 'gha', attrs: { type: 'gha', scope: 'main' } }]);
    expect(cacheFrom).to.deep.equal(cacheTo);
  });
});
