import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { connect } from 'node:http2';
import { connect as connectTo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { deflateSync, gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { commandLine } from '../../src/cli/command-line.js';
import { frame } from '../../src/client/grpc-frame.js';
import { FakeController, loadScenario } from '../../src/index.js';
import { serviceOf } from '../../src/protocol/service.js';
import { genericClient } from '../transport/generic-client.js';

/** Text that can be waited for. */
class Heard extends Writable {
  text = '';
  #woken: (() => void)[] = [];

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    for (const wake of this.#woken.splice(0)) wake();
    done();
  }

  async until(pattern: RegExp): Promise<void> {
    while (!pattern.test(this.text)) await new Promise<void>((resolve) => this.#woken.push(resolve));
  }
}

describe('buildx-testkit record, of what passes', () => {
  let directory = '';
  let fake: FakeController;
  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'buildx-testkit-test-'));
    fake = await FakeController.start({ quirks: { 'build-needs-subscriber': false } });
  });
  afterEach(async () => {
    await fake.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  /** Records while clients do what they do, one call after the other. */
  async function recorded(calls: readonly (() => Promise<void>)[], file = 'session.yaml', env = {}) {
    const out = new Heard();
    const err = new Heard();
    const upstream = await fake.listen();
    const path = join(directory, file);
    const listen = `unix://${join(directory, 'x.sock')}`;
    const args = ['record', '--upstream', upstream, '--listen', listen, '--out', path, '--calls', String(calls.length)];
    const code = commandLine(args, { out, err, env });
    await out.until(/listening on/);
    for (const call of calls) await call();
    return { code: await code, out: out.text, err: err.text, path };
  }

  /** A Build of that target, its request compressed as it is said to be. */
  const build =
    (target: string, encoding?: string, compress: (bytes: Uint8Array) => Uint8Array = (b) => b) =>
    () =>
      new Promise<void>((resolve, reject) => {
        const session = connect('http://controller', {
          createConnection: () => connectTo(join(directory, 'x.sock')),
        });
        session.on('error', reject);
        const { path, request } = serviceOf('2023-04').Build!;
        const call = session.request({
          ':method': 'POST',
          ':path': path,
          'content-type': 'application/grpc',
          te: 'trailers',
          ...(encoding !== undefined && { 'grpc-encoding': encoding }),
        });
        const message = compress(request.encode({ ref: target, options: { contextPath: '.', target } }));
        const framed = frame(message);
        if (encoding !== undefined) framed[0] = 1;
        call.end(framed);
        call.resume();
        call.on('close', () => session.close(() => resolve()));
      });

  it('has the builds of clients that compress beside that of one that does not', async () => {
    const compressing = () =>
      new Promise<void>((resolve) => {
        const gzip = 2;
        const client = genericClient(`unix:${join(directory, 'x.sock')}`, {
          'grpc.default_compression_algorithm': gzip,
        });
        client.Build({ ref: 'grpc-js', options: { contextPath: '.', target: 'grpc-js' } }, () => {
          client.close();
          resolve();
        });
      });
    const { code, path } = await recorded([
      build('plain'),
      compressing,
      build('gzip', 'gzip', gzipSync),
      build('deflate', 'deflate', deflateSync),
    ]);
    expect(code).to.equal(0);
    const { builds = [] } = await loadScenario(path);
    expect(builds.map(({ when }) => when?.target)).to.deep.equal(['plain', 'grpc-js', 'gzip', 'deflate']);
  });

  for (const [what, encoding, compress] of [
    ['is compressed as nobody knows', 'snappy', (bytes: Uint8Array) => bytes],
    ['is not what it says', 'gzip', (bytes: Uint8Array) => bytes],
    ['is compressed without saying how', 'identity', gzipSync],
  ] as const) {
    it(`tells in the file, on stderr and by its exit code that something ${what}`, async () => {
      const { code, path, err } = await recorded([build('plain'), build('lost', encoding, compress)]);
      expect(code).to.equal(4);
      expect(err).to.match(
        /not all that passed could be read:\n {2}Build#2: its requests from message 1 on: a message is /,
      );
      expect(readFileSync(path, 'utf8')).to.match(/^# Not recorded: Build#2: its requests from message 1 on: /m);
      const { builds = [] } = await loadScenario(path);
      expect(builds.map(({ when }) => when?.target)).to.deep.equal(['plain']);
    });
  }

  it('tells each call while it records', async () => {
    const { err } = await recorded([build('a'), build('b')]);
    expect(err).to.match(/^Build#1 a … OK [^\n]+\nBuild#2 b … OK [^\n]+\nwrote /);
  });

  it('tells of methods that the revision does not have', async () => {
    const stranger = () =>
      new Promise<void>((resolve) => {
        const session = connect('http://controller', { createConnection: () => connectTo(join(directory, 'x.sock')) });
        const call = session.request({
          ':method': 'POST',
          ':path': '/a.B/C',
          'content-type': 'application/grpc',
          te: 'trailers',
        });
        call.end(frame(Uint8Array.of()));
        call.resume();
        call.on('close', () => session.close(() => resolve()));
      });
    const { code, err } = await recorded([stranger]);
    expect(code).to.equal(0);
    expect(err).to.contain('calls of "/a.B/C" passed and are not recorded: revision 2023-04 has no such method\n');
  });

  it('is saved elsewhere where the disk is full, and is printed where there is no elsewhere', async () => {
    symlinkSync('/dev/full', join(directory, 'full.yaml'));
    const saved = await recorded([build('a')], 'full.yaml', { TMPDIR: directory });
    expect(saved.code).to.equal(2);
    const [, place = ''] =
      /: cannot write [^\n]*no space left on device; the recording is in ([^\n]+)\n$/.exec(saved.err) ?? [];
    expect((await loadScenario(place)).builds).to.have.lengthOf(1);

    const printed = await recorded([build('b')], 'full.yaml', { TMPDIR: join(directory, 'nowhere') });
    expect(printed.code).to.equal(2);
    expect(printed.err).to.match(/; the recording is on stdout\n$/);
    expect(printed.out).to.match(/^listening on [^\n]+\n# Recorded from a controller[^]+target: b\n/);
  });
});
