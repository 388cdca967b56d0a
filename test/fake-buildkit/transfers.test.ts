import { expect } from 'chai';
import { FakeBuildKit } from '../../src/fake-buildkit/fake-buildkit.js';
import type { FakeBuildKitOptions } from '../../src/fake-buildkit/options.js';
import { build as build_ } from '../../src/index.js';
import type { fsutil } from '../../src/protocol/buildkit/messages.js';
import { FileSync } from '../../src/protocol/buildkit/service.js';
import type { Init, StatusResponse } from '../../src/protocol/messages.js';
import { BuildClient, type ServedCall } from '../session-tunnel/build-client.js';
import { sender } from '../session-tunnel/client-answers.js';

const mebibyte = 1024 * 1024;
const packets = FileSync.DiffCopy.response;

/** A client that sends a file of three and a half mebibytes as its context, when it is allowed to. */
class SlowClient {
  #context: ServedCall | undefined;
  #asked: () => void = () => undefined;
  /** Resolves when the content of the file is asked for. */
  readonly asked = new Promise<void>((resolve) => {
    this.#asked = resolve;
  });
  #answers = 0;

  readonly client = new BuildClient({
    [FileSync.DiffCopy.path]: (call) => {
      if (call.headers['dir-name'] === 'dockerfile')
        return sender([{ path: 'Dockerfile', content: 'FROM scratch\nCOPY big /\nCOPY big /again\n' }])(call);
      if (call.headers['followpaths'] === '.dockerignore') return sender([])(call);
      this.#answers++;
      this.#context = call;
      this.#say({ type: 'PACKET_STAT', stat: { path: 'big', mode: 0o644, size: BigInt(3.5 * mebibyte) } });
      this.#say({ type: 'PACKET_STAT' });
      call.onMessage((bytes) => {
        const { type } = packets.decode(bytes);
        if (type === 'PACKET_REQ') this.#asked();
        if (type !== 'PACKET_FIN') return;
        this.#say({ type: 'PACKET_FIN' });
        call.end();
      });
    },
  });

  /** How often it was asked for its context. */
  get answers(): number {
    return this.#answers;
  }

  send(bytes: number): void {
    for (let left = bytes; left > 0; left -= 32_768)
      this.#say({ type: 'PACKET_DATA', id: 0, data: Buffer.alloc(Math.min(left, 32_768)) });
  }

  endFile(): void {
    this.#say({ type: 'PACKET_DATA', id: 0 });
  }

  #say(packet: Init<fsutil.Packet>): void {
    this.#context?.send(packets.encode(packet));
  }
}

/** A build of what that client has, whose progress is read as it comes. */
class SeenBuild {
  readonly told: StatusResponse[] = [];
  readonly solved: Promise<unknown>;
  readonly #ended: Promise<void>;
  #look: () => void = () => undefined;

  constructor(fake: FakeBuildKit) {
    const client = fake.client();
    const status = client.open('Control.Status');
    void status.send({ ref: 'r' }).then(() => status.halfClose());
    const request = { ref: 'r', session: 's', cache: {}, frontend: 'dockerfile.v0' };
    this.solved = client.call('Control.Solve', request).catch((error: unknown) => error);
    this.#ended = (async () => {
      for await (const message of status) {
        this.told.push(message);
        this.#look();
      }
    })();
  }

  /** The sizes of the context that were told. */
  get sizes(): readonly number[] {
    return this.told.flatMap(({ statuses }) =>
      statuses.flatMap(({ id, current }) => (id === 'transferring context:' ? [Number(current)] : [])),
    );
  }

  /** Resolves when so many bytes of the context are told. */
  async tells(bytes: number): Promise<void> {
    while (!this.sizes.some((size) => size >= bytes))
      await new Promise<void>((resolve) => {
        this.#look = resolve;
      });
  }

  async end(): Promise<unknown> {
    const solved = await this.solved;
    await this.#ended;
    return solved;
  }
}

describe('the context of a build, while it comes', () => {
  let fake: FakeBuildKit;
  let sends: SlowClient;
  let hangUp: () => Promise<void>;
  const starts = async (options: FakeBuildKitOptions = {}): Promise<SeenBuild> => {
    fake = await FakeBuildKit.start(options);
    sends = new SlowClient();
    hangUp = sends.client.open(fake.client(), 's');
    return new SeenBuild(fake);
  };
  afterEach(async () => {
    await hangUp();
    await fake.stop();
  });

  it('is told with each mebibyte that has come, before the client has sent the rest', async () => {
    const build = await starts();
    await sends.asked;
    sends.send(1.5 * mebibyte);
    await build.tells(mebibyte);
    const step = build.told.flatMap(({ vertices }) => vertices).findLast(({ name }) => name.endsWith('build context'));
    expect([step?.started === undefined, step?.completed]).to.deep.equal([false, undefined]);
    sends.send(2 * mebibyte);
    await build.tells(3 * mebibyte);
    sends.endFile();
    expect(await build.end()).to.not.be.instanceOf(Error);
    const sizes = [...new Set(build.sizes)].filter((size) => size >= mebibyte);
    expect(sizes.slice(0, -1)).to.deep.equal([mebibyte, 2 * mebibyte, 3 * mebibyte]);
    expect(sizes.at(-1)).to.be.within(3.5 * mebibyte, 3.51 * mebibyte);
  });

  it('makes its step take as long as it takes by the clock of the fake', async () => {
    const build = await starts({ clock: 'manual' });
    const turns = async (): Promise<void> => {
      for (let turn = 0; turn < 200 && fake.clock.pending().length === 0; turn++) await new Promise(setImmediate);
    };
    let isAsked = false;
    void sends.asked.then(() => {
      isAsked = true;
    });
    // Until the step has begun, the build is at some timer of its own.
    for (let steps = 0; steps < 100 && !isAsked; steps++) {
      await turns();
      await fake.clock.advance(1);
    }
    await fake.clock.advance(5000);
    sends.send(3.5 * mebibyte);
    sends.endFile();
    await build.tells(3 * mebibyte);
    await turns();
    await fake.clock.advance(1000);
    expect(await build.end()).to.not.be.instanceOf(Error);
    const step = build.told.flatMap(({ vertices }) => vertices).findLast(({ name }) => name.endsWith('build context'));
    const ms = ({ seconds, nanos } = { seconds: 0n, nanos: 0 }): number => Number(seconds) * 1000 + nanos / 1e6;
    expect(Math.round(ms(step?.completed) - ms(step?.started))).to.be.within(5000, 5100);
  });

  it('is not asked for by a build that has failed before', async () => {
    const script = build_().fromDockerfile().step('[internal] load .dockerignore').fails('no');
    const build = await starts({ scenario: { builds: [script] } });
    expect(String(await build.end())).to.include('no');
    expect(sends.answers).to.equal(0);
  });

  it('is asked for once, also where the script says that it is cached', async () => {
    const script = build_().fromDockerfile().step('[internal] load build context').cached();
    const build = await starts({ scenario: { builds: [script] } });
    await sends.asked;
    sends.send(3.5 * mebibyte);
    sends.endFile();
    expect(await build.end()).to.not.be.instanceOf(Error);
    expect(sends.answers).to.equal(1);
  });
});
