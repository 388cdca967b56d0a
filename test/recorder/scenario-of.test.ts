import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { FakeController, type Scenario } from '../../src/index.js';
import type { FakeControllerOptions } from '../../src/fake-controller/options.js';
import type { ControllerClient } from '../../src/client/controller-client.js';
import { JournalError } from '../../src/journal/journal-error.js';
import { readLines } from '../../src/journal/read-entries.js';
import { printRecording } from '../../src/recorder/print-recording.js';
import { scenarioOf } from '../../src/recorder/scenario-of.js';
import { parseScenario } from '../../src/scenarios/index.js';

const epoch = Date.UTC(2024, 0, 1);

async function recorded(
  work: (client: ControllerClient) => Promise<void>,
  options: FakeControllerOptions = {},
): Promise<Scenario> {
  await using fake = await FakeController.start({ revision: '0.12', epoch, ...options });
  await work(fake.client());
  return scenarioOf({ entries: readLines(fake.journal.toJsonLines(), fake.revision), epoch });
}

describe('a recording as a scenario', () => {
  it('has a script for each repetition of a build, the last of them for all that follow', async () => {
    const { builds = [] } = await recorded(async (client) => {
      for (const target of ['a', 'b', 'a']) await client.build({ contextPath: '.', target });
    });
    expect(builds.map(({ when, once }) => [when?.target, once])).to.deep.equal([
      ['a', true],
      ['b', undefined],
      ['a', undefined],
    ]);
  });

  it('has empty lists where there were none, so that nothing is answered that was not seen', async () => {
    expect(await recorded(async (client) => void (await client.rpc.list()))).to.deep.equal({
      builds: [],
      programs: [],
    });
  });

  it('never answers a build that its client gave up', async () => {
    const { builds = [] } = await recorded(
      async (client) => {
        const status = client.rpc.status({ ref: 'r' });
        const build = client.rpc.open('Build');
        await build.send({ ref: 'r', options: { contextPath: '.' } });
        await status.find(({ logs }) => logs.length > 0);
        build.cancel();
        await status.status;
      },
      { scenario: { builds: [{ vertices: [{ name: '[1/1] RUN sleep', takes: '1h', logs: [{ text: 'zzz' }] }] }] } },
    );
    expect(builds[0]?.recorded).to.have.property('messages').that.is.not.empty;
    expect(builds[0]?.recorded).to.not.have.property('takes');
  });

  it('tells a process that was killed from one that exited with 0', async () => {
    const { programs = [] } = await recorded(async (client) => {
      const { ref } = await client.build({ contextPath: '.' });
      for (const [processId, script] of [
        ['killed', 'echo a; sleep 1000'],
        ['exits', 'echo b; exit 0'],
      ] as const) {
        const call = client.rpc.invoke();
        const invokeConfig = { entrypoint: ['/bin/sh', '-c', script], tty: true };
        await call.send({ kind: 'init', ref, processId, invokeConfig });
        await call.find((message) => message.kind === 'file' && message.data.length > 0);
        if (processId === 'killed') await client.rpc.disconnectProcess({ ref, processId }).catch(() => undefined);
        await call.status;
      }
    });
    expect(programs.map(({ steps }) => steps?.at(-1))).to.deep.equal([{ stall: true }, { exit: 0 }]);
  });

  it('keeps bytes that are no text, and dollar signs', async () => {
    const { programs = [] } = await recorded(async (client) => {
      const { ref } = await client.build({ contextPath: '.' });
      const call = client.rpc.invoke();
      await call.send({ kind: 'init', ref, processId: 'p', invokeConfig: { entrypoint: ['cat'] } });
      for (const data of [Uint8Array.of(0xff, 0xfe), new TextEncoder().encode('$$1')]) {
        await call.send({ kind: 'file', fd: 0, data });
        await call.find((message) => message.kind === 'file' && message.data.at(-1) === data.at(-1));
      }
    });
    const steps = (programs[0]?.steps ?? []).filter((step) => !('wait' in step));
    expect(steps).to.deep.equal([
      { expect: { base64: '//4=' } },
      { send: { base64: '//4=' } },
      { expect: '$$1' },
      { send: '$$$$1' },
      { stall: true },
    ]);
  });

  it('tells builds apart whose stdin differs, also where it is shown the same, and answers each with its own', async () => {
    const inputs = [
      Uint8Array.of(0x1f, 0xff),
      Uint8Array.of(0x1f, 0xfe),
      Buffer.alloc(100_000, 'x'),
      Buffer.from('\x1f\ufffd'),
    ];
    const work = async (client: ControllerClient, stdin: Uint8Array): Promise<string | undefined> => {
      const run = await client.build({ contextPath: '.', dockerfileName: '-' }, { stdin });
      return run.response.exporterResponse['of'];
    };
    const builds = inputs.map((bytes, i) => ({
      when: { stdin: { sha256: createHash('sha256').update(bytes).digest('hex') } },
      reply: { of: `${i}` },
    }));
    const scenario = await recorded(
      async (client) => {
        for (const stdin of inputs) await work(client, stdin);
      },
      { scenario: { builds } },
    );
    expect(scenario.builds?.map(({ once }) => once)).to.deep.equal(inputs.map(() => undefined));
    expect(scenario.builds?.at(-1)?.when?.stdin).to.equal('\x1f\ufffd');
    expect(parseScenario(printRecording(scenario, 'two\nlines'))).to.deep.equal(scenario);
    await using fake = await FakeController.start({ revision: '0.12', epoch, scenario });
    for (const [i, stdin] of [...inputs.entries()].toReversed()) {
      expect(await work(fake.client(), stdin)).to.equal(`${i}`);
    }
    const unknown = await work(fake.client(), Uint8Array.of(0x1f, 0xfd)).catch((error: unknown) => String(error));
    expect(unknown).to.include('stdin').and.include('sha256');
  });

  it('is read back from its file as it was', async () => {
    const scenario = await recorded(async (client) => void (await client.build({ contextPath: '.', tags: ['a:1'] })));
    expect(parseScenario(printRecording(scenario, 'two\nlines'))).to.deep.equal(scenario);
  });

  for (const [text, message] of [
    ['{', 'line 1: '],
    ['{"time":0,"kind":"open"}\n[]', 'line 2: expected an object with time and kind'],
    ['{"time":0,"kind":"open","rpc":"Biuld","call":1}', 'line 1: no such RPC: Biuld'],
  ] as const) {
    it(`is refused of ${JSON.stringify(text)}`, () => {
      expect(() => readLines(text, '0.12')).to.throw(JournalError, message);
    });
  }
});
