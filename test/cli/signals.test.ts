import { expect } from 'chai';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ControllerClient } from '../../src/client/controller-client.js';
import type { Report } from '../../src/conformance/engine/report.js';
import type { MethodName } from '../../src/protocol/methods.js';
import { FakeController } from '../../src/fake-controller/fake-controller.js';
import { servedFixtures } from '../../src/conformance/targets/fake-scenario.js';
import { Ending } from './ending.js';
import { Serving } from './serving.js';

const signals = ['SIGINT', 'SIGTERM'] as const;

/** A requirement that needs it. */
const needing: readonly (readonly [rpc: MethodName, id: string])[] = [
  ['Build', 'BUILD-002'],
  ['Status', 'STATUS-002'],
  ['Input', 'INPUT-005'],
  ['Invoke', 'PROC-001'],
  ['List', 'LIST-001'],
  ['Disconnect', 'LIST-003'],
  ['ListProcesses', 'PROC-015'],
  ['DisconnectProcess', 'PROC-025'],
];

let directory = '';
let running: { readonly child: { kill(signal: 'SIGKILL'): boolean } }[] = [];
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'buildx-testkit-test-'));
});
afterEach(() => {
  for (const { child } of running) child.kill('SIGKILL');
  running = [];
  rmSync(directory, { recursive: true, force: true });
});

function begin(...args: readonly string[]): Ending {
  const ending = new Ending(...args);
  running.push(ending);
  return ending;
}

/** A controller that never answers one RPC, and when it was first asked. */
async function hangingAt(rpc: MethodName) {
  const fake = await FakeController.start({
    clock: 'real',
    quirks: 'none',
    scenario: { ...servedFixtures, faults: [{ rpc, times: 'always', do: { stall: 'response' } }] },
  });
  const asked = new Promise<void>((resolve) => {
    fake.journal.onEntry((entry) => {
      if (entry.kind === 'open' && entry.rpc === rpc) resolve();
    });
  });
  return { fake, address: await fake.listen(), asked };
}

describe('a signal to buildx-testkit conformance', function () {
  this.timeout('20s');

  for (const signal of signals) {
    it(`ends it at once before there is anything to report: ${signal}`, async () => {
      const silent = createServer();
      silent.listen(0, '127.0.0.1');
      await once(silent, 'listening');
      const connected = once(silent, 'connection');
      const { port } = silent.address() as AddressInfo;
      const run = begin('conformance', '--target', `127.0.0.1:${port}`, '--timeout', '10m');
      await connected;
      expect(await run.send(signal)).to.include({ code: null, signal, out: '' });
      silent.close();
    });
  }

  for (const [i, [rpc, id]] of needing.entries()) {
    const signal = signals[i % 2] ?? 'SIGINT';
    it(`ends it with its reports though ${rpc} hangs, long before its timeout: ${signal}`, async () => {
      const { fake, address, asked } = await hangingAt(rpc);
      const file = join(directory, 'report.json');
      const options = ['--target', address, '--only', id, '--timeout', '10m', '--report', `json=${file}`];
      const run = begin('conformance', ...options);
      await asked;
      const { code, out } = await run.send(signal);
      await fake.stop();
      expect(code).to.equal(5);
      expect(out).to.match(/^the run ended early: it was interrupted$/m);
      expect((JSON.parse(readFileSync(file, 'utf8')) as Report).endedEarly?.cause).to.equal('interrupted');
    });

    it(`is not needed where --max-time is over, though ${rpc} hangs`, async () => {
      const { fake, address } = await hangingAt(rpc);
      const options = ['--target', address, '--only', id, '--timeout', '10m', '--max-time', '300ms'];
      const { code, out } = await begin('conformance', ...options).ended;
      await fake.stop();
      expect(out).to.match(/^the run ended early: the 0\.3 s were over that it may take$/m);
      expect(code).to.equal(4);
    });
  }

  for (const [first, second] of [signals, signals.toReversed()] as [NodeJS.Signals, NodeJS.Signals][]) {
    it(`ends it at once when it is the second: ${second}`, async () => {
      // What is undone after the first waits for it.
      const { fake, address, asked } = await hangingAt('Disconnect');
      const run = begin('conformance', '--target', address, '--only', 'LIST-003', '--timeout', '10m');
      await asked;
      // The system may turn round what is sent together.
      const { signal, out } = await run.send(first, second);
      expect(signal).to.be.oneOf(signals);
      expect(out).to.equal('');
      await fake.stop();
    });
  }

  it('has what it had begun undone', async () => {
    const fake = await FakeController.start({ clock: 'real', quirks: 'none', scenario: servedFixtures });
    const building = new Promise<void>((resolve) => {
      fake.journal.onEntry((entry) => {
        if (entry.kind === 'request' && entry.rpc === 'Build') resolve();
      });
    });
    const address = await fake.listen();
    const run = begin('conformance', '--target', address, '--only', 'BUILD-002', '--timeout', '10m');
    await building;
    expect(await run.send('SIGINT')).to.include({ code: 5 });
    expect((await fake.client().rpc.list()).refs).to.deep.equal([]);
    await fake.stop();
  });
});

describe('a signal to buildx-testkit serve', function () {
  this.timeout('20s');

  for (const signal of signals) {
    it(`ends it with what its calls were, though they hang: ${signal}`, async () => {
      const journal = join(directory, 'calls.jsonl');
      const serving = await Serving.start('serve', '--journal', journal);
      running.push(serving);
      const client = ControllerClient.connect(serving.address);
      const status = client.rpc.status({ ref: 'nobody' });
      await client.rpc.list();
      const exited = once(serving.child, 'exit');
      serving.child.kill(signal);
      expect(await exited).to.deep.equal([0, null]);
      expect((await status.status).code).to.not.equal(0);
      await client.close();
      expect(readFileSync(journal, 'utf8')).to.include('"Status"');
    });

    it(`ends it before it listens, and leaves no socket: ${signal}`, async () => {
      const path = join(directory, 'x.sock');
      const run = begin('serve', '--listen', `unix://${path}`);
      const { code, signal: by } = await run.send(signal);
      expect(by ?? code).to.be.oneOf([signal, 0]);
      expect(existsSync(path)).to.equal(false);
    });
  }

  it('ends it though nobody reads what it says', async () => {
    const serving = await Serving.start('serve');
    running.push(serving);
    serving.child.stderr.pause();
    const client = ControllerClient.connect(serving.address);
    // More lines than a pipe and its two ends take.
    const said = 'x'.repeat(60);
    for (let n = 0; n < 5000; n += 1000)
      await Promise.all(Array.from({ length: 1000 }, () => client.rpc.disconnect({ ref: said })));
    await client.close();
    const exited = once(serving.child, 'exit');
    serving.child.kill('SIGTERM');
    expect(await exited).to.deep.equal([0, null]);
  }).timeout('60s');
});

describe('a signal to buildx-testkit record', function () {
  this.timeout('20s');

  /** A recording of a controller that hangs at List, which is asked for its Info and then for that. */
  async function recordingHung(out: string) {
    const { fake, address, asked } = await hangingAt('List');
    const recording = await Serving.start('record', '--upstream', address, '--out', out);
    running.push(recording);
    const client = ControllerClient.connect(recording.address);
    await client.build({ contextPath: '/src' });
    const list = client.rpc.list().catch(() => undefined);
    await asked;
    return {
      recording,
      stop: async () => {
        await client.close();
        await list;
        await fake.stop();
      },
    };
  }

  for (const signal of signals) {
    it(`ends it with what passed, though a call hangs at the controller: ${signal}`, async () => {
      const out = join(directory, 'session.yaml');
      const { recording, stop } = await recordingHung(out);
      const exited = once(recording.child, 'exit');
      recording.child.kill(signal);
      expect(await exited).to.deep.equal([0, null]);
      await stop();
      expect(readFileSync(out, 'utf8')).to.include('contextPath: /src');
    });

    it(`saves what passed elsewhere where the disk is full: ${signal}`, async function () {
      if (!existsSync('/dev/full')) this.skip();
      const out = join(directory, 'session.yaml');
      symlinkSync('/dev/full', out);
      const { recording, stop } = await recordingHung(out);
      const exited = once(recording.child, 'exit');
      recording.child.kill(signal);
      const told = await recording.err.find((line) => line.startsWith('buildx-testkit: cannot write'));
      expect(await exited).to.deep.equal([2, null]);
      await stop();
      const [, file = ''] = /no space left on device; the recording is in (\S+)$/.exec(told) ?? expect.fail(told);
      expect(readFileSync(file, 'utf8')).to.include('contextPath: /src');
      rmSync(file);
    });

    it(`ends it before it listens, and leaves nothing: ${signal}`, async () => {
      const silent = createServer();
      silent.listen(0, '127.0.0.1');
      await once(silent, 'listening');
      const connected = once(silent, 'connection');
      const { port } = silent.address() as AddressInfo;
      const run = begin('record', '--upstream', `127.0.0.1:${port}`, '--out', join(directory, 'session.yaml'));
      await connected;
      expect(await run.send(signal)).to.include({ code: null, signal });
      silent.close();
      expect(readdirSync(directory)).to.deep.equal([]);
    });
  }

  it('that comes while it writes what passed takes nothing from that', async () => {
    const out = join(directory, 'session.yaml');
    execFileSync('mkfifo', [out]);
    await using fake = await FakeController.start();
    const address = await fake.listen();
    // It looks first whether it can write there.
    const looked = readFile(out, 'utf8');
    const recording = await Serving.start('record', '--upstream', address, '--out', out, '--calls', '1');
    running.push(recording);
    await looked;
    const client = ControllerClient.connect(recording.address);
    await client.rpc.info();
    await client.close();
    await recording.err.find((line) => line.startsWith('Info#1'));
    const exited = once(recording.child, 'exit');
    recording.child.kill('SIGTERM');
    // Nobody reads until now, so that it waits.
    const reader = spawn('timeout', ['10', 'cat', out]);
    const read = once(reader, 'close');
    let written = '';
    reader.stdout.on('data', (text) => (written += String(text)));
    expect(await exited).to.deep.equal([0, null]);
    await read;
    expect(written).to.match(/^# Recorded from a controller/);
  });
});
