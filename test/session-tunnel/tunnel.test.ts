import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';
import { RpcError } from '../../src/client/rpc-error.js';
import { Secrets } from '../../src/protocol/buildkit/service.js';
import { readSecret } from '../../src/session-tunnel/secret.js';
import { VirtualClock } from '../../src/time/virtual-clock.js';
import { type Answer, BuildClient } from './build-client.js';

const secret: Answer = (call) =>
  call.onMessage((bytes) => {
    const { id } = Secrets.GetSecret.request.decode(bytes);
    if (id === 'none') return call.end(5, 'secret none not found');
    call.send(Secrets.GetSecret.response.encode({ data: Buffer.from(`of ${id}`) }));
    call.end();
  });
const answers = { [Secrets.GetSecret.path]: secret };
const never = { [Secrets.GetSecret.path]: () => undefined };
const lost = (error: unknown): boolean =>
  error instanceof RpcError && error.code === 14 && error.rpcMessage === 'error reading from server: EOF';

describe('the tunnel of a session', () => {
  const clock = new VirtualClock('manual');

  it('calls the client, wherever the bytes are cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 8 }), async (sizes) => {
        const client = new BuildClient(answers, (bytes) => pieces(bytes, sizes));
        const session = client.session(clock);
        assert.equal(Buffer.from(await readSecret(session, 'a')).toString(), 'of a');
        await session.close();
      }),
      { numRuns: 20 },
    );
  });

  it('says that a secret is not there, in the words of BuildKit', async () => {
    for (const [offered, id] of [
      [answers, 'none'],
      [{}, 'a'],
    ] as const) {
      const session = new BuildClient(offered).session(clock);
      await assert.rejects(readSecret(session, id), { message: `secret ${id}: not found` });
      await session.close();
    }
  });

  const ends: Readonly<Record<string, (client: BuildClient) => void>> = {
    'half-closes': (client) => client.say(undefined),
    'is gone': (client) => client.vanish(),
    'sends garbage': (client) => client.say(Buffer.from('this is no HTTP/2 and never will be')),
    'destroys HTTP/2': (client) => client.served?.destroy(),
  };
  for (const [what, end] of Object.entries(ends)) {
    it(`ends with its open calls when the client ${what}`, async () => {
      let began = (): void => undefined;
      const begun = new Promise<void>((resolve) => {
        began = resolve;
      });
      const client = new BuildClient({ [Secrets.GetSecret.path]: () => began() });
      const session = client.session(clock);
      const call = readSecret(session, 'a');
      await begun;
      end(client);
      if (what === 'destroys HTTP/2') client.say(undefined);
      await assert.rejects(call, lost);
      assert.equal(session.ended.cancelled, true);
      await assert.rejects(readSecret(session, 'b'), /only one connection allowed/);
      assert.deepEqual(clock.pending(), []);
    });
  }

  it('ends when two checks of health in a row found no answer, the second after half as long again', async () => {
    const session = new BuildClient({ '/grpc.health.v1.Health/Check': () => undefined }).session(clock);
    const began = clock.now;
    for (const label of ['health of', 'deadline of', 'health of', 'deadline of']) {
      assert.equal(session.ended.cancelled, false);
      while (clock.pending()[0]?.label.startsWith(label) !== true) await turn();
      await clock.next();
    }
    await new Promise<void>((resolve) => void session.ended.onCancel(resolve));
    assert.equal(clock.now - began, 5000 + 15_000 + 5000 + 22_500);
    assert.deepEqual(clock.pending(), []);
  });

  it('cancels a call that the client never answers', async () => {
    const session = new BuildClient(never).session(clock);
    const stop = new AbortController();
    const call = readSecret(session, 'a', stop.signal);
    stop.abort();
    await assert.rejects(call, (error) => error instanceof RpcError && error.code === 1);
    await session.close();
  });
});

/** Cuts bytes into pieces of those sizes, again and again; a size of 0 is an empty message. */
function pieces(bytes: Uint8Array, sizes: readonly number[]): Uint8Array[] {
  const all: Uint8Array[] = [];
  for (let at = 0, i = 0; at < bytes.length; i += 1) {
    const size = (sizes[i % sizes.length] ?? 0) + (i % sizes.length === 0 ? 1 : 0);
    all.push(bytes.slice(at, at + size));
    at += size;
  }
  return all;
}
