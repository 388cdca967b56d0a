import { expect } from 'chai';
import { revisions } from '../../src/protocol/revision.js';
import { ControllerClient } from '../../src/client/controller-client.js';
import {
  build,
  exit,
  FakeController,
  JournalError,
  parseScenario,
  printScenario,
  program,
  scenarioFromJournal,
  vertex,
  type Journal,
  type ScenarioInput,
} from '../../src/index.js';
import { built, invoke, sees, type } from '../fake-controller/calls.js';

const base64 = 'AAH/';
const scenario: ScenarioInput = {
  builds: [
    build()
      .when({ target: 'broken' })
      .add(vertex('[1/1] RUN make').takes('3s').logs('cc main.c\n', { at: '1s' }).exits(2)),
    build()
      .when({ target: 'full' })
      .fails('no space left on device', {
        code: 'RESOURCE_EXHAUSTED',
        details: [{ typeUrl: 'example.org/Disk+json', json: { free: 0, path: '/var' } }],
      }),
    build().add(vertex('[1/2] COPY . .').takes('1s'), vertex('[2/2] RUN make').takes('2s').logs('made\n')),
  ],
  programs: [
    program('/bin/sh')
      .prompts('/ # ')
      .on(/^exit (\d+)\n/, exit('$1')),
  ],
};

/** Builds that fail and succeed, and a shell that ends with 7. */
async function session(client: ControllerClient): Promise<void> {
  for (const target of ['broken', 'full']) await built(client, target, { target }).catch(() => undefined);
  await built(client, 'good', { contextPath: '.' });
  const shell = invoke(client, 'good', 'shell', { entrypoint: ['/bin/sh'], tty: true });
  await sees(shell, '/ # ');
  await type(shell, 'exit 7\n');
  await shell.status;
  await client.rpc.disconnect({ ref: 'good' });
}

/** What each call said and how it ended, without the numbers of calls. */
function saidIn(journal: Journal): unknown {
  const calls = [...new Set(journal.entries.flatMap(({ call }) => call ?? []))];
  return calls.map((call) =>
    journal
      .filter({ call })
      .filter(({ kind }) => kind === 'response' || kind === 'status')
      .map(({ rpc, ref, time, message, status }) => ({ rpc, ref, time, message, status })),
  );
}

describe('A scenario from a journal', () => {
  for (const revision of revisions) {
    it(`says the same in each call, to the millisecond, of revision ${revision}`, async () => {
      await using fake = await FakeController.start({ revision, scenario });
      await session(fake.client());
      await using again = await FakeController.start({
        revision,
        scenario: scenarioFromJournal(fake.journal, fake.revision),
      });
      await session(again.client());
      expect(saidIn(again.journal)).to.deep.equal(saidIn(fake.journal));
      again.assertQuiescent();
    });
  }

  it('is made of its JSON lines and written to a file, and the same comes over a socket', async () => {
    await using fake = await FakeController.start({ revision: '0.12', scenario });
    await session(fake.client());
    const file = printScenario(scenarioFromJournal(fake.journal.toJsonLines(), fake.revision));
    await using again = await FakeController.start({ revision: '0.12', scenario: parseScenario(file) });
    const client = ControllerClient.connect(await again.listen(), { revision: '0.12' });
    try {
      await session(client);
    } finally {
      await client.close();
    }
    const statuses = (journal: Journal): unknown => journal.filter({ kind: 'status' }).map(({ status }) => status);
    expect(statuses(again.journal)).to.deep.equal(statuses(fake.journal));
  });

  it('has the details of errors, whatever they are', () => {
    const status = {
      code: 2,
      message: 'no',
      details: [
        { typeUrl: 'a/B+json', json: { c: [1] } },
        { typeUrl: 'a/C', base64 },
      ],
    };
    const lines = [
      { kind: 'request', message: { ref: 'r', options: { contextPath: '.' } } },
      { kind: 'status', direction: 'out', status },
    ].map((line) => JSON.stringify({ ...line, time: 0, rpc: 'Build', call: 1 }));
    const { builds = [] } = scenarioFromJournal(lines.join('\n'), '0.12');
    expect(builds[0]?.recorded?.error).to.deep.equal({ message: 'no', code: 'UNKNOWN', details: status.details });
  });

  for (const [what, status, message] of [
    ['a status without a code', { message: 'no' }, 'expected status to have a code, a number, and a message, a text'],
    ['details that are no list', { code: 2, message: 'no', details: {} }, 'expected status.details to be a list'],
    [
      'a detail without a value',
      { code: 2, message: 'no', details: [{ typeUrl: 'a' }] },
      'expected each of status.details to be {typeUrl, json} or {typeUrl, base64}',
    ],
  ] as const) {
    it(`is refused of ${what}`, () => {
      const line = JSON.stringify({ time: 0, direction: 'out', kind: 'status', rpc: 'Build', call: 1, status });
      expect(() => scenarioFromJournal(`\n${line}`, '0.12')).to.throw(
        JournalError,
        `not a journal: line 2: ${message}`,
      );
    });
  }
});
