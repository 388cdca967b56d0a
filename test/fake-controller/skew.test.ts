import { expect } from 'chai';
import { FakeController } from '../../src/fake-controller/fake-controller.js';
import { behaves, type BehaviourName } from '../../src/protocol/behaviour.js';
import type { BuildOptions, Init } from '../../src/protocol/messages.js';
import { isWithin, type Revision, revisions, type RevisionSpan } from '../../src/protocol/revision.js';
import { hasMethod, methodOf } from '../../src/protocol/service.js';
import { statusCodeName } from '../../src/protocol/status-code.js';

/** What a server makes of what it is sent: it reads these options, of all that differ, or refuses the message. */
type Outcome = Init<BuildOptions> | string;

/** What comes of it between clients and servers of these revisions. */
interface Case {
  readonly from: RevisionSpan;
  readonly at: RevisionSpan;
  readonly gives: Outcome;
}

const base: RevisionSpan = { until: '2023-04' };
const since = (first: Revision, last?: Revision): RevisionSpan => ({
  since: first,
  ...(last === undefined ? {} : { until: last }),
});
const later = since('0.11');
const golang = since('0.11', '0.17');
const vtproto = since('0.18');
const every: RevisionSpan = {};
const ignored: Outcome = {};
const refused = (reason: string): Outcome => `INTERNAL: grpc: error unmarshalling request: ${reason}`;
const broken = refused('proto: cannot parse invalid wire-format data');
const called = (name: string): Init<BuildOptions> => ({ callFunc: { name, format: '', ignoreStatus: false } });
const read = (from: RevisionSpan, said: Init<BuildOptions>): Case => ({ from, at: from, gives: said });

/** A function whose name is so long that its length takes two bytes, of which the first begins no character. */
const longName = 'x'.repeat(128);

/**
 * The fields whose meaning on the wire changed, or that came later, and what comes of each for clients and servers of
 * different revisions (docs/real-controller.md §9.1). A client says nothing of what its revision lacks.
 */
const cases: readonly (readonly [string, Init<BuildOptions>, readonly Case[]])[] = [
  [
    'metadataFile, whose number became that of noCache',
    { metadataFile: '/m.json' },
    [
      { from: base, at: base, gives: { metadataFile: '/m.json' } },
      { from: base, at: golang, gives: ignored },
      { from: base, at: vtproto, gives: refused('proto: wrong wireType = 2 for field NoCache') },
      { from: later, at: every, gives: ignored },
    ],
  ],
  [
    'noCache',
    { noCache: true },
    [
      read(base, { noCache: true }),
      { from: base, at: later, gives: { pull: true } },
      { from: later, at: base, gives: ignored },
      read(later, { noCache: true }),
    ],
  ],
  [
    'pull',
    { pull: true },
    [
      read(base, { pull: true }),
      { from: base, at: later, gives: { exportPush: true } },
      { from: later, at: base, gives: { noCache: true } },
      read(later, { pull: true }),
    ],
  ],
  [
    'exportPush',
    { exportPush: true },
    [
      read(base, { exportPush: true }),
      { from: base, at: later, gives: { exportLoad: true } },
      { from: later, at: base, gives: { pull: true } },
      read(later, { exportPush: true }),
    ],
  ],
  [
    'exportLoad, whose number became that of sourcePolicy',
    { exportLoad: true },
    [
      read(base, { exportLoad: true }),
      { from: base, at: golang, gives: ignored },
      { from: base, at: vtproto, gives: refused('proto: wrong wireType = 0 for field SourcePolicy') },
      { from: later, at: base, gives: { exportPush: true } },
      read(later, { exportLoad: true }),
    ],
  ],
  [
    'sourcePolicy',
    { sourcePolicy: { version: 1n } },
    [
      { from: base, at: every, gives: ignored },
      { from: later, at: base, gives: ignored },
      read(later, { sourcePolicy: { version: 1n, rules: [] } }),
    ],
  ],
  [
    'a function whose text begins with a wire type that there is not',
    { callFunc: { name: 'outline' } },
    [
      read(base, called('outline')),
      { from: base, at: golang, gives: broken },
      { from: base, at: vtproto, gives: refused('proto: illegal wireType 7') },
      { from: later, at: base, gives: called('\n\u0007outline') },
      read(later, called('outline')),
    ],
  ],
  [
    'a function whose text begins with the end of a group',
    { callFunc: { name: 'targets' } },
    [
      read(base, called('targets')),
      { from: base, at: golang, gives: broken },
      { from: base, at: vtproto, gives: refused('proto: CallFunc: wiretype end group for non-group') },
      { from: later, at: base, gives: called('\n\u0007targets') },
      read(later, called('targets')),
    ],
  ],
  [
    'a function whose text begins with the start of a group',
    { callFunc: { name: 'subrequests.describe' } },
    [
      read(base, called('subrequests.describe')),
      { from: base, at: golang, gives: broken },
      { from: base, at: vtproto, gives: refused('proto: illegal wireType 6') },
      { from: later, at: base, gives: called('\n\u0014subrequests.describe') },
      read(later, called('subrequests.describe')),
    ],
  ],
  [
    'a function whose text begins with a field 0',
    { callFunc: { name: '\u0002' } },
    [
      { from: base, at: golang, gives: broken },
      { from: base, at: vtproto, gives: refused('proto: CallFunc: illegal tag 0 (wire type 2)') },
    ],
  ],
  [
    'a function with a format',
    { callFunc: { name: 'outline', format: 'json' } },
    [
      read(base, { callFunc: { name: 'outline', format: 'json', ignoreStatus: false } }),
      { from: base, at: golang, gives: broken },
      { from: base, at: vtproto, gives: refused('proto: illegal wireType 6') },
      { from: later, at: base, gives: called('\n\u0007outline\u0012\u0004json') },
      read(later, { callFunc: { name: 'outline', format: 'json', ignoreStatus: false } }),
    ],
  ],
  [
    'a function with a long name, which is no text to the base',
    { callFunc: { name: longName } },
    [
      read(base, called(longName)),
      // To the others each two of its letters are a field 15 that they don't know.
      { from: base, at: later, gives: called('') },
      { from: later, at: base, gives: refused('string field contains invalid UTF-8') },
      read(later, called(longName)),
    ],
  ],
  [
    'the ignoreStatus of a function',
    { callFunc: { name: 'f', ignoreStatus: true } },
    [
      { from: since('0.11', '0.12'), at: later, gives: called('f') },
      { from: since('0.14'), at: base, gives: called('\n\u0001f\u0018\u0001') },
      { from: since('0.14'), at: since('0.11', '0.12'), gives: called('f') },
      read(since('0.14'), { callFunc: { name: 'f', format: '', ignoreStatus: true } }),
    ],
  ],
  ...(
    [
      ['ref', { ref: 'b1' }],
      ['groupRef', { groupRef: 'g1' }],
      ['annotations', { annotations: ['a=b'] }],
    ] as const
  ).map(([name, said]): (typeof cases)[number] => [
    name,
    said,
    [
      { from: since('2023-04', '0.11'), at: every, gives: ignored },
      { from: since('0.12'), at: since('2023-04', '0.11'), gives: ignored },
      read(since('0.12'), said),
    ],
  ]),
  [
    'withProvenanceResponse, whose number became that of a text',
    { withProvenanceResponse: true },
    [
      { from: since('0.14', '0.14'), at: since('2023-04', '0.12'), gives: ignored },
      read(since('0.14', '0.14'), { withProvenanceResponse: true }),
      { from: since('0.14', '0.14'), at: since('0.16', '0.17'), gives: ignored },
      {
        from: since('0.14', '0.14'),
        at: vtproto,
        gives: refused('proto: wrong wireType = 0 for field ProvenanceResponseMode'),
      },
    ],
  ],
  [
    'provenanceResponseMode, whose number was that of a flag',
    { provenanceResponseMode: 'max' },
    [
      { from: since('2023-04', '0.14'), at: every, gives: ignored },
      { from: since('0.16'), at: since('2023-04', '0.14'), gives: ignored },
      read(since('0.16'), { provenanceResponseMode: 'max' }),
    ],
  ],
];

/** What a fake makes of the bytes that a client of another revision sends for these options. */
async function outcomeOf(fake: FakeController, client: Revision, said: Init<BuildOptions>): Promise<Outcome> {
  const method = methodOf(client, 'Build');
  const request = { ref: 'r', options: { contextPath: '', ...said } };
  const call = fake.client().rpc.openRaw(method.path);
  void call.send(method.request.encode(request));
  call.halfClose();
  const { code, message } = await call.status;
  // The context is missing, so that whatever can be read is refused as a build.
  if (statusCodeName(code) === 'INTERNAL') return `INTERNAL: ${message}`;
  return differing(fake.lastRequest('Build').options, client);
}

/** The options that are not as they are where nothing is said. */
function differing(options: BuildOptions | undefined, revision: Revision): Init<BuildOptions> {
  const { request } = methodOf(revision, 'Build');
  const none = request.decode(request.encode({ options: {} })).options;
  return Object.fromEntries(
    Object.entries(options ?? {}).filter(
      ([key, value]) => JSON.stringify(value, text) !== JSON.stringify(none?.[key as keyof BuildOptions], text),
    ),
  );
}

function text(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}

describe('A client of another revision than its server', () => {
  it('gets of every field whose meaning changed what the real pair would give', async () => {
    const pairs = new Set<string>();
    const met = new Set<Case>();
    for (const server of revisions) {
      for (const client of revisions) {
        await using fake = await FakeController.start({ revision: server, onStuck: 'ignore' });
        for (const [name, said, outcomes] of cases) {
          const expected = outcomes.filter(({ from, at }) => isWithin(from, client) && isWithin(at, server));
          if (expected.length === 0) continue;
          const seen = await outcomeOf(fake, client, said);
          for (const one of expected) {
            expect(seen, `${name}: from ${client} to ${server}`).to.deep.equal(one.gives);
            met.add(one);
          }
          pairs.add(`${client} to ${server}`);
        }
      }
    }
    expect(pairs.size).to.equal(revisions.length ** 2);
    expect(met.size).to.equal(cases.flatMap(([, , outcomes]) => outcomes).length);
  });

  it('reads in Inspect what the server says of options as that server would read it of the client', () => {
    const pairs = new Set<string>();
    const having = revisions.filter((revision) => hasMethod(revision, 'Inspect'));
    for (const server of having) {
      for (const client of having) {
        for (const [name, said, outcomes] of cases) {
          const expected = outcomes.filter(({ from, at }) => isWithin(from, server) && isWithin(at, client));
          for (const { gives } of expected) {
            // What only vtproto refuses, a client that does as golang's library reads without it.
            if (typeof gives === 'string') continue;
            const bytes = methodOf(server, 'Inspect').response.encode({ options: said });
            const { options } = methodOf(client, 'Inspect').response.decode(bytes);
            expect(differing(options, client), `${name}: from ${server} to ${client}`).to.deep.equal(gives);
            pairs.add(`${server} to ${client}`);
          }
        }
      }
    }
    expect(pairs.size).to.equal(having.length ** 2);
  });

  it('has of an InvokeConfig read what both of them have', () => {
    const said = {
      ...{ entrypoint: ['e'], cmd: ['c'], env: ['A=1'], user: 'u', noUser: true, cwd: '/w', noCwd: true },
      ...{ tty: true, rollback: true, initial: true, noCmd: true },
    };
    for (const server of revisions) {
      for (const client of revisions) {
        const both = (name: BehaviourName): boolean => behaves(client, name) && behaves(server, name);
        const init = { kind: 'init', ref: 'r', processId: 'p', invokeConfig: said } as const;
        const bytes = methodOf(client, 'Invoke').request.encode(init);
        expect(methodOf(server, 'Invoke').request.decode(bytes), `from ${client} to ${server}`).to.deep.equal({
          ...init,
          invokeConfig: {
            ...said,
            initial: both('processesAskForInitialState'),
            noCmd: both('processesAskForImageCommand'),
          },
        });
      }
    }
  });
});
