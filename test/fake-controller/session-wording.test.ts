import { expect } from 'chai';
import type { ControllerClient } from '../../src/client/controller-client.js';
import { FakeController } from '../../src/index.js';
import { type Revision, revisions } from '../../src/protocol/revision.js';
import { answer, ending, invoke, settled, sh } from './calls.js';

type Ask = (client: ControllerClient) => Promise<string>;

const vanished: Ask = async (client) => {
  const reply = answer(client.rpc.build({ ref: 'r', options: { contextPath: '.' } }));
  await settled(client);
  await client.rpc.status({ ref: 'r' }).find(() => true);
  await client.rpc.disconnect({ ref: 'r' });
  return reply;
};

const inputOfNothing: Ask = (client) => {
  const call = client.rpc.input();
  void call.send({ kind: 'init', ref: '' });
  return ending(call);
};

/** What a client does with a session that is not named or not there, and what it is told until 0.17, and from 0.18. */
const table: readonly (readonly [what: string, ask: Ask, byRef: string, byId: string])[] = [
  [
    'a Build without one',
    (client) => answer(client.rpc.build({ ref: '', options: {} })),
    'build: empty key',
    'build: empty session ID',
  ],
  ['a Build whose one is gone', vanished, 'build: unknown key r', 'build: unknown session ID r'],
  [
    'a Status without one',
    (client) => ending(client.rpc.status({ ref: '' })),
    'status: empty key',
    'status: empty session ID',
  ],
  ['an Input without one', inputOfNothing, 'input: no ref is provided', 'input: no session ID is provided'],
  [
    'an Invoke without one',
    (client) => ending(invoke(client, '', 'p', sh('true'))),
    'no ref is provided',
    'no session ID is provided',
  ],
  [
    'an Invoke of an unknown one',
    (client) => ending(invoke(client, 'zz', 'p', sh('true'))),
    'failed to initialize IO server: invoke: unknown key zz',
    'failed to initialize IO server: invoke: unknown session ID zz',
  ],
  [
    'a ListProcesses of an unknown one',
    (client) => answer(client.rpc.listProcesses({ ref: 'z\0z' })),
    'unknown ref "z\\x00z"',
    'unknown session ID "z\\x00z"',
  ],
  [
    'a DisconnectProcess of an unknown one',
    (client) => answer(client.rpc.disconnectProcess({ ref: 'zz', processId: 'p' })),
    'unknown ref "zz"',
    'unknown session ID "zz"',
  ],
  [
    'a Disconnect without one',
    (client) => answer(client.rpc.disconnect({ ref: '' })),
    'disconnect: empty key',
    'disconnect: empty session ID',
  ],
];

const inspections: typeof table = [
  [
    'an Inspect without one',
    (client) => answer(client.rpc.inspect({ ref: '' })),
    'inspect: empty key',
    'inspect: empty session ID',
  ],
  // Upstream forgot this one.
  [
    'an Inspect of an unknown one',
    (client) => answer(client.rpc.inspect({ ref: 'z z' })),
    'inspect: unknown key z z',
    'inspect: unknown key z z',
  ],
];

for (const revision of revisions) {
  describe(`the fake of ${revision} tells of a session that is not there`, () => {
    const newest: Revision = '0.18';
    const all = revision === '2023-04' ? table : [...table, ...inspections];
    for (const [what, ask, byRef, byId] of all) {
      const text = revision === newest ? byId : byRef;
      it(`${what}: ${text}`, async () => {
        await using fake = await FakeController.start({ revision });
        expect(await ask(fake.client())).to.equal(`UNKNOWN: ${text}`);
      });
    }
  });
}
