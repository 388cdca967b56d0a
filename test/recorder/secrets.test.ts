import { expect } from 'chai';
import { requestedOptions } from '../../src/fake-buildkit/builds/requested-options.js';
import {
  FakeBuildKit,
  FakeController,
  type Journal,
  printScenario,
  scenarioFromJournal,
  toScenario,
} from '../../src/index.js';
import type { BuildOptions, Init } from '../../src/protocol/messages.js';
import { methodNamed } from '../../src/protocol/buildkit/service.js';
import { exactMatch } from '../../src/recorder/exact-match.js';

const attrs = {
  ...{ type: 's3', bucket: 'b', token: 'SECRET', access_key_id: 'SECRET', secret_access_key: 'SECRET' },
  ...{ session_token: 'SECRET', account_key: 'SECRET' },
};
const cache = { type: 's3', attrs };
const context = 'https://me:SECRET@example.com/a+b.git#main';
const options = (secret: string): Init<BuildOptions> =>
  JSON.parse(
    JSON.stringify({
      contextPath: context,
      namedContexts: { base: 'https://SECRET@example.com/c.git', other: '/d' },
      cacheFrom: [cache],
      cacheTo: [cache],
    }).replaceAll('SECRET', secret),
  ) as Init<BuildOptions>;

const { request: solve } = methodNamed('Control.Solve');
const optionsOf = (request: Parameters<typeof solve.encode>[0]) =>
  requestedOptions(solve.decode(solve.encode(request)));

async function holdsNone(journal: Journal): Promise<void> {
  for (const text of [journal.toText(), journal.toJsonLines(), await journal.toHtml()]) {
    expect(text).to.include('example.com').and.include('xxxxx');
    expect(text).to.not.include('SECRET');
  }
}

describe('a build with secrets in its options', () => {
  it('is recorded at the controller’s door without them, and played to whoever has others', async () => {
    await using fake = await FakeController.start({ revision: '0.18' });
    await fake.client().build(options('SECRET'), { ref: 'r' });
    for (const recorded of [
      scenarioFromJournal(fake.journal, '0.18'),
      scenarioFromJournal(fake.journal.toJsonLines(), '0.18'),
    ]) {
      const text = printScenario(recorded);
      expect(text).to.include('bucket: b').and.not.include('SECRET').and.not.include('token');
      await using other = await FakeController.start({ revision: '0.18', scenario: recorded });
      await other.client().build(options('OTHER'), { ref: 's' });
      const elsewhere = { ...options('OTHER'), contextPath: 'https://me:OTHER@example.com/aab.git#main' };
      const error: unknown = await other
        .client()
        .build(elsewhere, { ref: 't' })
        .catch((seen: unknown) => seen);
      expect(String(error)).to.include('contextPath');
    }
  });

  it('is recorded at BuildKit’s door without them', () => {
    const asked = optionsOf({
      frontendAttrs: { context, 'context:base': 'https://SECRET@example.com/c.git' },
      cache: { exports: [cache], imports: [cache] },
    });
    const text = printScenario(toScenario({ builds: [{ when: exactMatch(asked) }] }));
    expect(text).to.include('bucket: b').and.include('example').and.not.include('SECRET').and.not.include('token');
  });

  it('is recorded without any part of a password that has an @, and fits whatever the password is', () => {
    const url = (given: string) => `https://${given}@example.com/a.git`;
    const { contextPath } = exactMatch(optionsOf({ frontendAttrs: { context: url('me:SEC@RET') } }));
    expect(JSON.stringify(contextPath))
      .to.include('@example')
      .and.not.match(/SEC|RET/);
    const { pattern = '' } = contextPath as { readonly pattern?: string };
    for (const given of ['me:SEC@RET', 'me:OTHER']) expect(url(given)).to.match(new RegExp(pattern));
  });

  it('is shown and written without them, but a test sees what came', async () => {
    await using controller = await FakeController.start({ revision: '0.18' });
    await controller.client().build(options('SECRET'), { ref: 'r' });
    await holdsNone(controller.journal);
    expect(controller.requests('Build')[0]?.options?.cacheTo[0]?.attrs).to.deep.equal(attrs);

    await using buildkit = await FakeBuildKit.start();
    const client = buildkit.client();
    const about = { metadata: { 'buildkit-controlapi-buildid': ['r'] } };
    const solving = client.call('Control.Solve', {
      ...{ ref: 'r', frontendAttrs: { context }, cache: { exports: [cache], imports: [cache] } },
    });
    const frontendOpt = { context };
    await client.call('LLBBridge.Solve', { frontend: 'dockerfile.v0', frontendOpt, cacheImports: [cache] }, about);
    await client.call('LLBBridge.Return', { result: {} }, about);
    await solving;
    const listening = client.open('Control.ListenBuildHistory');
    await listening.send({ earlyExit: true });
    await listening.status;
    await holdsNone(buildkit.journal);
    expect(buildkit.requests('Control.Solve')[0]?.cache?.exports[0]?.attrs).to.deep.equal(attrs);
  });
});
