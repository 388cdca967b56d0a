import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect } from 'chai';
import { BuildFailedError } from '../../src/client/build-failed-error.js';
import type { BuildRunOptions } from '../../src/client/build-run.js';
import { ControllerClient } from '../../src/client/controller-client.js';
import { RpcError } from '../../src/client/rpc-error.js';
import type { InputMessage, StatusResponse } from '../../src/protocol/messages.js';
import { type Duplex, grpcServer, type Listener } from './servers.js';

const exporterResponse = { 'containerimage.digest': 'sha256:abc' };

describe('client.build', () => {
  let server: Listener;
  let client: ControllerClient;
  /** What the server saw, in order. */
  let seen: string[];
  let halfClosed: string[];
  let inputs: InputMessage[];
  let cancelled: Record<'Build' | 'Status' | 'Input', Promise<void>>;

  /** A server whose Build and Status do as they are told; its Input reads and never answers, like the real one. */
  async function start(handlers: {
    readonly build?: (call: Duplex<'Build'>) => void;
    readonly status?: (call: Duplex<'Status'>) => void;
    readonly input?: (message: InputMessage) => void;
  }): Promise<void> {
    seen = [];
    halfClosed = [];
    inputs = [];
    const cancels: Record<string, () => void> = {};
    cancelled = Object.fromEntries(
      ['Build', 'Status', 'Input'].map((name) => [name, new Promise<void>((resolve) => (cancels[name] = resolve))]),
    ) as typeof cancelled;
    server = await grpcServer({
      Build: (call) => {
        call.on('cancelled', () => cancels['Build']?.());
        call.once('data', ({ ref }: { ref: string }) => {
          seen.push(`Build ${ref}`);
          handlers.build?.(call);
        });
      },
      Status: (call) => {
        call.on('cancelled', () => cancels['Status']?.());
        call.once('data', ({ ref }: { ref: string }) => {
          seen.push(`Status ${ref}`);
          handlers.status?.(call);
        });
      },
      Input: (call) => {
        call.on('cancelled', () => cancels['Input']?.());
        call.on('data', (message: InputMessage) => {
          inputs.push(message);
          handlers.input?.(message);
        });
      },
      Info: (call) => {
        call.write({});
        call.end();
      },
    });
    client = ControllerClient.connect(server.address, {
      observer: ({ kind, rpc }) => kind === 'half-close' && halfClosed.push(rpc),
    });
  }

  afterEach(async () => {
    await client.close();
    await server.stop();
  });

  const failure = (options: BuildRunOptions = {}): Promise<unknown> =>
    client.build({ contextPath: '.' }, options).then(
      () => undefined,
      (error: unknown) => error,
    );

  it('gives the reply and the history of the status, which it opened first', async () => {
    const told: StatusResponse[] = [];
    await start({
      build: (call) => reply(call),
      status: (call) => {
        for (const name of ['a', 'b', 'c']) call.write(progress(name));
        call.end();
      },
    });
    const run = await client.build({ contextPath: '.' }, { ref: 'r', onStatus: (status) => told.push(status) });
    expect(run).to.deep.equal({ ref: 'r', response: { exporterResponse }, statuses: ['a', 'b', 'c'].map(progress) });
    expect(told).to.deep.equal(run.statuses);
    expect(seen).to.deep.equal(['Status r', 'Build r']);
  });

  it('waits for the end of Status after the reply', async () => {
    let endStatus: () => void = () => undefined;
    await start({
      build: (call) => {
        call.on('finish', () => endStatus());
        reply(call);
      },
      status: (call) => {
        endStatus = () => {
          call.write(progress('late'));
          call.end();
        };
      },
    });
    expect((await client.build({})).statuses).to.deep.equal([progress('late')]);
  });

  it('chooses a fresh session like buildx', async () => {
    await start({ build: reply, status: (call) => call.end() });
    const refs = [(await client.build({})).ref, (await client.build({})).ref];
    expect(refs[0]).to.match(/^[0-9a-z]{25}$/);
    expect(refs[1])
      .to.match(/^[0-9a-z]{25}$/)
      .and.not.equal(refs[0]);
  });

  it('fails with the error of Build, and what Status told until then', async () => {
    await start({
      build: (call) => fail(call, 'failed to solve: no'),
      status: (call) => {
        call.write(progress('a'));
        call.end();
      },
    });
    const error = await failure({ ref: 'r' });
    expect(error).to.be.instanceOf(BuildFailedError).and.instanceOf(RpcError);
    expect(error).to.deep.include({ ref: 'r', method: 'Build', rpcMessage: 'failed to solve: no' });
    expect((error as BuildFailedError).statuses).to.deep.equal([progress('a')]);
    expect(String(error)).to.equal('BuildFailedError: Build: UNKNOWN: failed to solve: no');
  });

  it('does not wait for the Status of a build that failed before it told anything', async () => {
    await start({ build: (call) => fail(call, 'build: empty key') });
    expect(await failure()).to.include({ rpcMessage: 'build: empty key' });
    await cancelled.Status;
  });

  it("does not wait for another build's Status", async () => {
    await start({
      status: (call) => call.write(progress('of the other build')),
      build: (call) => fail(call, 'build ongoing'),
    });
    expect(await failure()).to.include({ rpcMessage: 'build ongoing' });
    await cancelled.Status;
  });

  it('gives up a build whose progress nobody reads any more', async () => {
    await start({ status: (call) => fail(call, 'status: empty key') });
    expect(await failure()).to.include({ method: 'Status', rpcMessage: 'status: empty key' });
    await cancelled.Build;
  });

  it('sends stdin in pieces of 32 KiB and an EOF, and leaves the stream open to the end', async () => {
    const stdin = Buffer.from('x'.repeat(70_000));
    let reading: Duplex<'Build'> | undefined;
    await start({
      build: (call) => {
        reading = call;
      },
      input: (message) => {
        if (message.kind === 'data' && message.eof && reading !== undefined) reply(reading);
      },
      status: (call) => call.end(),
    });
    await client.build({ contextPath: '-' }, { ref: 'r', stdin });
    await cancelled.Input;
    const [init, ...data] = inputs;
    expect(init).to.deep.equal({ kind: 'init', ref: 'r' });
    expect(data.map((message) => message.kind === 'data' && [message.data.length, message.eof])).to.deep.equal([
      [32_768, false],
      [32_768, false],
      [4464, false],
      [0, true],
    ]);
    const bytes = Buffer.concat(data.map((message) => (message.kind === 'data' ? message.data : Buffer.of())));
    expect(bytes.equals(stdin)).to.equal(true);
    expect(halfClosed).to.deep.equal(['Status', 'Build']);
  });

  it('keeps nothing of stdin that was sent', async function () {
    this.timeout('20s');
    let reading: Duplex<'Build'> | undefined;
    await start({
      build: (call) => {
        reading = call;
      },
      input: (message) => {
        if (message.kind === 'data' && message.eof && reading !== undefined) reply(reading);
      },
      status: (call) => call.end(),
    });
    const gone = new Set<number>();
    const registry = new FinalizationRegistry<number>((i) => gone.add(i));
    const count = 200;
    async function* watched(): AsyncGenerator<Uint8Array> {
      for (let i = 0; i < count; i++) {
        const piece = new Uint8Array(1000).fill(i);
        registry.register(piece.buffer, i);
        yield piece;
      }
      setFlagsFromString('--expose-gc');
      const gc = runInNewContext('gc') as () => void;
      for (let turn = 0; turn < 50 && gone.size < count - 10; turn++) {
        gc();
        await new Promise(setImmediate);
      }
    }
    await client.build({ contextPath: '-' }, { ref: 'r', stdin: watched() });
    expect(gone.size).to.be.at.least(count - 10);
  });

  it('sends EOF when the build is over before its stdin', async () => {
    let sawEof: () => void = () => undefined;
    const eof = new Promise<void>((resolve) => {
      sawEof = resolve;
    });
    await start({
      build: (call) => reply(call),
      status: (call) => call.end(),
      input: (message) => {
        if (message.kind === 'data' && message.eof) sawEof();
      },
    });
    await client.build({ contextPath: '-' }, { stdin: never() });
    await eof;
    await cancelled.Input;
  });

  it('fails with the error of what stdin is read from', async () => {
    await start({});
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield new Uint8Array(1);
      throw new Error('disk on fire');
    }
    expect(String(await failure({ stdin: broken() }))).to.equal('Error: disk on fire');
    await Promise.all([cancelled.Build, cancelled.Status, cancelled.Input]);
  });

  it('fails with the error of onStatus', async () => {
    await start({ status: (call) => call.write(progress('a')) });
    const onStatus = (): never => {
      throw new Error('not what I expected');
    };
    expect(String(await failure({ onStatus }))).to.equal('Error: not what I expected');
    await Promise.all([cancelled.Build, cancelled.Status]);
  });

  it('is called off by a signal', async () => {
    const controller = new AbortController();
    await start({ build: () => controller.abort(new Error('enough')) });
    expect(String(await failure({ signal: controller.signal, stdin: never() }))).to.equal('Error: enough');
    await Promise.all([cancelled.Build, cancelled.Status, cancelled.Input]);
    expect(String(await failure({ signal: controller.signal }))).to.equal('Error: enough');
  });

  it('refuses options that cannot be encoded, and leaves no call open', async () => {
    await start({});
    const error = await client.build({ shmSize: 5 as never }).catch(String);
    expect(error).to.equal('ProtocolError: BuildOptions.shmSize: expected a bigint, got 5');
    await cancelled.Status;
  });
});

function reply(call: Duplex<'Build'>): void {
  call.write({ exporterResponse });
  call.end();
}

function fail(call: Duplex<'Build'> | Duplex<'Status'>, details: string): void {
  call.emit('error', { code: 2, details });
}

function progress(name: string): StatusResponse {
  return {
    vertices: [{ digest: `sha256:${name}`, inputs: [], name, cached: false, error: '' }],
    statuses: [],
    logs: [],
    warnings: [],
  };
}

/** A stdin that stays open and says nothing. */
async function* never(): AsyncGenerator<Uint8Array> {
  await new Promise(() => undefined);
  yield new Uint8Array();
}
