import { expect } from 'chai';
import { build, FakeController, vertex } from '../../../src/index.js';
import type { BuildOptions, Init } from '../../../src/protocol/messages.js';
import { revisions, type Revision } from '../../../src/protocol/revision.js';

const key = 'buildx.build.provenance';
const lookup = 'resolving provenance for metadata file';

interface Seen {
  readonly told: 'nothing' | 'min' | 'max';
  readonly shown: boolean;
}

async function seen(revision: Revision, options: Init<BuildOptions>): Promise<Seen> {
  await using fake = await FakeController.start({ revision });
  const { response, statuses } = await fake.client().build({ contextPath: '.', ...options });
  const text = response.exporterResponse[key];
  const told = text === undefined ? undefined : (JSON.parse(Buffer.from(text, 'base64').toString()) as object);
  const last = statuses.flatMap(({ vertices }) => vertices).at(-1);
  return {
    told: told === undefined ? 'nothing' : 'metadata' in told ? 'max' : 'min',
    shown: last?.name === lookup && last.completed !== undefined,
  };
}

const none: Seen = { told: 'nothing', shown: false };
const min: Seen = { told: 'min', shown: true };
const max: Seen = { told: 'max', shown: true };

/** What a build asks for, and what it gets until 0.12, from 0.14, and from 0.16. */
const table: readonly (readonly [string, Init<BuildOptions>, Seen, Seen])[] = [
  ['nothing', {}, none, min],
  ['provenance', { withProvenanceResponse: true }, min, min],
  ['all of it', { provenanceResponseMode: 'max' }, none, max],
  ['little of it', { provenanceResponseMode: 'min' }, none, min],
  ['none, in words that no server knows', { provenanceResponseMode: 'none' }, none, min],
  ['none', { provenanceResponseMode: 'disabled' }, none, none],
  ['none, as Go says it', { provenanceResponseMode: '0' }, none, none],
];

describe('The provenance in the reply of a build', () => {
  for (const [what, options, asked, told] of table)
    it(`is what servers of each revision tell one that asks for ${what}`, async () => {
      for (const revision of revisions) {
        const newest = ['0.16', '0.17', '0.18'].includes(revision);
        const expected = newest ? told : revision === '0.14' ? asked : none;
        expect(await seen(revision, options), revision).to.deep.equal(expected);
      }
    });

  it('is looked up for a call of a function, which has none, where servers of the time do so', async () => {
    const options = { withProvenanceResponse: true, callFunc: { name: 'outline' } };
    for (const revision of revisions) {
      const shown = ['0.14', '0.16'].includes(revision);
      expect(await seen(revision, options), revision).to.deep.equal({ told: 'nothing', shown });
    }
  });

  it('is the JSON of the real server, with the named contexts', async () => {
    await using fake = await FakeController.start({ revision: 'v0.23.0' });
    const { response } = await fake.client().build({ contextPath: '.', namedContexts: { other: '/other' } });
    const text = Buffer.from(response.exporterResponse[key] ?? '', 'base64').toString();
    expect(text).to.equal(
      '{"buildType":"https://mobyproject.org/buildkit@v1","invocation":{"configSource":{},"parameters":{"locals":[{"name":"context"},{"name":"dockerfile"},{"name":"other"}]},"environment":{"platform":"linux/amd64"}}}',
    );
  });

  it('is not looked up for a build that fails, nor twice for one that shows it', async () => {
    const failing = build().once().add(vertex('[1/1] RUN make').fails('exit code: 2'));
    const showing = build().add(vertex('[1/1] RUN make'), vertex(lookup));
    await using fake = await FakeController.start({ revision: '0.18', scenario: { builds: [failing, showing] } });
    const client = fake.client();
    const status = client.rpc.status({ ref: 'r' });
    await client.rpc.build({ ref: 'r', options: { contextPath: '.' } }).catch(() => undefined);
    await status.status;
    expect(status.messages.flatMap(({ vertices }) => vertices.map(({ name }) => name))).to.not.include(lookup);
    const { statuses } = await client.build({ contextPath: '.' });
    const digests = statuses.flatMap(({ vertices }) => vertices.filter(({ name }) => name === lookup));
    expect(new Set(digests.map(({ digest }) => digest)).size).to.equal(1);
    expect(digests.filter(({ completed }) => completed !== undefined)).to.have.length(1);
  });
});

describe('A build that calls a function of the frontend', () => {
  it('makes an empty image until 0.12, and tells its own ref from 0.12 to 0.16', async () => {
    for (const revision of revisions) {
      await using fake = await FakeController.start({ revision });
      const options = { contextPath: '.', callFunc: { name: 'targets' } };
      const { response, statuses } = await fake.client().build(options, { ref: 'r' });
      const keys = Object.keys(response.exporterResponse);
      const names = statuses.flatMap(({ vertices }) => vertices.map(({ name }) => name));
      const made = ['2023-04', '0.11', '0.12'].includes(revision);
      expect(keys.includes('containerimage.digest'), revision).to.equal(made);
      expect(names.includes('exporting to image'), revision).to.equal(made);
      expect(keys.includes('buildx.build.ref'), revision).to.equal(['0.12', '0.14', '0.16'].includes(revision));
    }
  });
});
