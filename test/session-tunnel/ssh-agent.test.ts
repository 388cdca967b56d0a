import { expect } from 'chai';
import { SSH } from '../../src/protocol/buildkit/service.js';
import { agentKeys } from '../../src/session-tunnel/ssh-agent.js';
import { RealClock } from '../../src/time/real-clock.js';
import { BuildClient } from './build-client.js';

const number = (value: number) => Buffer.of(value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255);
const string = (bytes: Uint8Array | string) => Buffer.concat([number(bytes.length), Buffer.from(bytes)]);
const message = (...parts: readonly Uint8Array[]) => string(Buffer.concat(parts));
const key = Buffer.concat([string('ssh-ed25519'), string(Buffer.alloc(32, 7))]);

describe('an agent that a client forwards', () => {
  async function asked(answer: Uint8Array, cut = answer.length) {
    const heard: Buffer[] = [];
    const client = new BuildClient({
      [SSH.ForwardAgent.path]: (call) => {
        heard.push(Buffer.from(String(call.headers['buildkit.ssh.id'])));
        call.onMessage((bytes) => {
          heard.push(Buffer.from(SSH.ForwardAgent.request.decode(bytes).data));
          for (let at = 0; at < answer.length; at += cut)
            call.send(SSH.ForwardAgent.response.encode({ data: answer.subarray(at, at + cut) }));
          call.end();
        });
      },
    });
    const session = client.session(new RealClock());
    try {
      return { keys: await agentKeys(session, 'a').catch(String), heard };
    } finally {
      await session.close();
    }
  }
  const two = message(Buffer.of(12), number(2), string(key), string('me@host'), string(key), string(''));

  it('is asked by its ID, in the protocol of agents', async () => {
    const { heard } = await asked(two);
    expect(heard).to.deep.equal([Buffer.from('a'), Buffer.of(0, 0, 0, 1, 11)]);
  });

  for (const cut of [1, 3, two.length])
    it(`tells its keys, in pieces of ${cut} bytes`, async () => {
      const { keys } = await asked(two, cut);
      expect(keys).to.have.length(2);
      expect(keys[0]).to.deep.equal({
        type: 'ssh-ed25519',
        fingerprint: 'SHA256:gNSIRW+2Iyiuvsdp/bgjy38bvWHw6wQm3tuoXrl3WjQ',
        comment: 'me@host',
      });
    });

  for (const [what, answer, error] of [
    ['refuses', message(Buffer.of(5)), 'agent: failed to list keys'],
    ['promises more keys than it sends', message(Buffer.of(12), number(9), string(key), string('')), 'unmarshal'],
    ['cuts a key short', message(Buffer.of(12), number(1), number(99), Buffer.alloc(9)), 'unmarshal'],
    ['promises too much', number(2 ** 31), 'too large'],
    ['hangs up in its answer', two.subarray(0, 20), 'agent: EOF'],
  ] as const)
    it(`has no keys where it ${what}`, async () => {
      expect((await asked(answer)).keys).to.include(error);
    });
});
