import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { build, checkDeterminism, FakeBuildKit, vertex } from '../../src/index.js';

/** Where something comes by chance that no seed of a fake decides, each with the reason. */
const argued: Readonly<Record<string, string>> = {
  'certificate/playing/hand.ts': 'sessions of runs one after another on one real controller',
  'client/session-ref.ts': 'the refs of a client that no fake has made',
  'conformance/engine/run/options.ts': 'the seed of a run that was given none; the report names it',
  'conformance/trial/names.ts': 'sessions of runs side by side on one real controller',
};

const sources = /\b(?:randomInt|randomUUID|randomBytes|getRandomValues|Math\.random)\b/;

describe('Chance', () => {
  it('comes from the seed alone, but for where it is argued', () => {
    const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((path) => /\.tsx?$/.test(path));
    const found = files.filter((path) => sources.test(readFileSync(join('src', path), 'utf8')));
    expect(found.toSorted()).to.deep.equal(Object.keys(argued).toSorted());
  });

  it("has no part in the README's example", async () => {
    const make = build()
      .add(vertex('[1/2] FROM docker.io/library/alpine').cached())
      .add(vertex('[2/2] RUN make').takes('1h').logs('cc main.c\n').exits(2));
    const text = await checkDeterminism(
      (fake) =>
        fake
          .client()
          .build({ contextPath: '.' })
          .catch(() => {}),
      {
        scenario: { builds: [make] },
        runs: 3,
      },
    );
    expect(text).to.contain('exit code: 2');
  });

  it("has no part in what BuildKit's client is told", async () => {
    const journals: string[] = [];
    for (let run = 0; run < 3; run++) {
      await using fake = await FakeBuildKit.start({ seed: 3 });
      const client = fake.client();
      await client.call('Control.Info', {});
      await client.call('Control.ListWorkers', {});
      await client.call('Control.DiskUsage', {});
      journals.push(fake.journal.toText());
    }
    expect(new Set(journals)).to.have.property('size', 1);
  });
});
