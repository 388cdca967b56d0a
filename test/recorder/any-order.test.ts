import { expect } from 'chai';
import fc from 'fast-check';
import { FakeController, scenarioFromJournal } from '../../src/index.js';
import type { BuildOptions, Init } from '../../src/protocol/messages.js';
import { serviceOf } from '../../src/protocol/service.js';
import { messageKey } from '../../src/recorder/message-key.js';
import { answer } from '../fake-controller/calls.js';

const few = fc.constantFrom('', 'a', 'b');
const map = fc.dictionary(fc.constantFrom('A', 'B', 'glob'), few, { maxKeys: 2 });
const list = <T>(item: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(item, { maxLength: 2 });

/** From few values, so that many are like others but for what they have besides; all are taken by the fake. */
const options: fc.Arbitrary<Init<BuildOptions>> = fc.record({
  contextPath: fc.constantFrom('.', '/a'),
  dockerfileName: few,
  callFunc: fc.option(fc.record({ name: few, format: few }), { nil: undefined }),
  namedContexts: map,
  attests: list(fc.record({ type: few, disabled: fc.boolean(), attrs: few })),
  buildArgs: map,
  cacheFrom: list(fc.record({ type: few, attrs: map })),
  cgroupParent: few,
  exports: list(fc.record({ type: fc.constantFrom('image', 'tar'), attrs: map, destination: few })),
  extraHosts: list(fc.constantFrom('a:1.2.3.4', 'b:1.2.3.4')),
  labels: map,
  networkMode: fc.constantFrom('', 'host'),
  noCacheFilter: list(few),
  platforms: list(fc.constantFrom('linux/amd64', 'linux/arm64')),
  secrets: list(fc.record({ id: fc.constantFrom('a', 'b'), filePath: few, env: few })),
  shmSize: fc.constantFrom(0n, 1n),
  tags: list(fc.constantFrom('a', 'b')),
  target: few,
  ulimits: fc.option(
    fc.record({
      values: fc.dictionary(fc.constantFrom('cpu', 'core'), fc.constant({ name: 'cpu', hard: 1n, soft: 1n })),
    }),
    { nil: undefined },
  ),
  noCache: fc.constant(false),
  pull: fc.boolean(),
  annotations: list(fc.constantFrom('a=b', 'c=d')),
  sourcePolicy: fc.option(
    fc.record({ version: fc.constantFrom(0n, 1n), rules: list(fc.record({ action: fc.constant('DENY' as const) })) }),
    { nil: undefined },
  ),
});

/** Sets of options of which some are parts of others. */
const requests = fc
  .tuple(options, fc.array(fc.uniqueArray(fc.nat(30), { maxLength: 12 }), { minLength: 2, maxLength: 5 }))
  .map(([all, parts]) => [
    all,
    ...parts.map((dropped) => {
      const kept = Object.entries(all).filter(([key], i) => key === 'contextPath' || !dropped.includes(i));
      return Object.fromEntries(kept);
    }),
  ]);

/** What a build is answered, with the outcome that it got. */
async function outcome(fake: FakeController, wanted: Init<BuildOptions>): Promise<string> {
  const client = fake.client();
  const run = client
    .build(wanted)
    .then(({ response }) => messageKey(new Map(Object.entries(response.exporterResponse)).get('outcome')));
  const ended = await answer(run);
  return ended === 'OK' ? run : ended;
}

/** The same for options that are the same on the wire. */
function carried(sent: Init<BuildOptions>): string {
  const { encode, decode } = serviceOf('0.12').Build!.request;
  return messageKey(decode(encode({ options: sent })));
}

describe('A recording', () => {
  it('answers each request with what it got, in any order and any number of times', async () => {
    await fc.assert(
      fc.asyncProperty(requests, fc.array(fc.nat(), { maxLength: 12 }), async (wanted, order) => {
        await using fake = await FakeController.start({ revision: '0.12' });
        const seen = new Map<string, { readonly options: Init<BuildOptions>; readonly outcome: string }>();
        for (const [i, each] of wanted.entries()) {
          fake.use({
            builds: [i % 2 === 0 ? { reply: { outcome: String(i) } } : { vertices: [], error: { message: `no ${i}` } }],
          });
          const got = await outcome(fake, each);
          const key = carried(each);
          // Of requests that are alike, the last one's outcome is that of all that follow.
          seen.set(key, { options: each, outcome: got });
        }
        const scenario = scenarioFromJournal(fake.journal, fake.revision);
        const distinct = [...seen.values()];
        await using again = await FakeController.start({ revision: '0.12', scenario });
        // Uses up those that were repeated.
        for (const each of wanted) await outcome(again, each);
        for (const pick of [...distinct.keys(), ...order]) {
          const one = distinct[pick % distinct.length];
          if (one !== undefined) expect(await outcome(again, one.options)).to.equal(one.outcome);
        }
        expect(await outcome(again, { contextPath: '/never', target: 'seen' })).to.match(
          /^FAILED_PRECONDITION: no script/,
        );
      }),
      { numRuns: 8 },
    );
  });

  it('tells a build from one with another option besides', async () => {
    await using fake = await FakeController.start({
      revision: '0.12',
      scenario: {
        builds: [
          { when: { target: 'nope' }, error: { message: 'no target nope' } },
          { when: { platforms: ['linux/arm64'] }, error: { message: 'no such platform' } },
          {},
        ],
      },
    });
    const three = [{}, { target: 'nope' }, { platforms: ['linux/amd64', 'linux/arm64'] }].map((besides) => ({
      contextPath: '.',
      ...besides,
    }));
    const got: string[] = [];
    for (const each of three) got.push(await outcome(fake, each));
    await using again = await FakeController.start({
      revision: '0.12',
      scenario: scenarioFromJournal(fake.journal, fake.revision),
    });
    for (const i of [2, 0, 1, 1, 0, 2, 2]) expect(await outcome(again, three[i] ?? {})).to.equal(got[i]);
  });

  it('refuses what it never saw, even where it saw nothing', async () => {
    await using fake = await FakeController.start({ scenario: scenarioFromJournal('', '2023-04') });
    expect(await outcome(fake, { contextPath: '.' })).to.match(/^FAILED_PRECONDITION: no script matches/);
  });
});
