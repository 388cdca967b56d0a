import assert from 'node:assert/strict';
import { FileSync, Secrets } from '../../src/protocol/buildkit/service.js';
import { readNamedFiles } from '../../src/session-tunnel/files/receive-files.js';
import { readSecret } from '../../src/session-tunnel/secret.js';
import { ToldCall } from '../../src/session-tunnel/told-call.js';
import type { Happening, SessionWitness } from '../../src/session-tunnel/witness.js';
import { VirtualClock } from '../../src/time/virtual-clock.js';
import { BuildClient } from './build-client.js';
import { answersOf } from './client-answers.js';

const clock = new VirtualClock('manual');

describe('what is told of the calls in a session', () => {
  const told: [string, Happening][] = [];
  const witness: SessionWitness = (rpc) => (happening) => told.push([rpc, happening]);
  beforeEach(() => told.splice(0));

  it('is the names of files and how many bytes they have, and never what is in them', async () => {
    const client = new BuildClient(answersOf({ directories: { dockerfile: { Dockerfile: 'FROM confidential' } } }));
    const session = client.session(clock, [FileSync.DiffCopy.path], witness);
    await readNamedFiles(session, 'dockerfile', ['Dockerfile']);
    await session.close();
    assert.doesNotMatch(text(told), /confidential/);
    assert.deepEqual(
      told.map(([rpc, { kind, ...rest }]) => [
        rpc,
        kind,
        'message' in rest ? (rest.message as { type: string }).type : 'text' in rest ? rest.text : '',
      ]),
      [
        ['open', ''],
        ['response', 'PACKET_STAT'],
        ['request', 'PACKET_REQ'],
        ['response', 'PACKET_STAT'],
        ['request', 'PACKET_FIN'],
        ['response', 'PACKET_FIN'],
        ['note', '1 entry of a directory, 17 bytes of content came from the client'],
        ['status', ''],
      ].map((each) => ['FileSync.DiffCopy', ...each]),
    );
  });

  it('is that a secret came and how long it is, and never its value', async () => {
    const client = new BuildClient(answersOf({ secrets: { token: 'hunter2' } }));
    const session = client.session(clock, [Secrets.GetSecret.path], witness);
    assert.equal(Buffer.from(await readSecret(session, 'token')).toString(), 'hunter2');
    await session.close();
    assert.doesNotMatch(text(told), /hunter2/);
    const kinds = told.map(([, { kind }]) => kind);
    assert.deepEqual(kinds, ['open', 'request', 'half-close', 'response', 'status']);
    assert.match(text(told), /\(7 bytes, withheld\)/);
  });

  it('is nothing of the values of tokens and passwords', () => {
    const heard: Happening[] = [];
    for (const [rpc, message] of [
      ['Auth.Credentials', { username: 'moby', secret: 'hunter2' }],
      ['Auth.FetchToken', { token: 'hunter2', expiresIn: 60n }],
    ] as const)
      new ToldCall(rpc, (happening) => heard.push(happening)).message('response', message);
    assert.doesNotMatch(text(heard), /hunter2/);
    assert.match(text(heard), /moby/);
  });

  it('is a thousand messages, and how many more there were', () => {
    const heard: Happening[] = [];
    const call = new ToldCall('FileSync.DiffCopy', (happening) => heard.push(happening));
    for (let file = 0; file < 1500; file++)
      call.message('response', { type: 'PACKET_STAT', stat: { path: `${file}` } });
    call.cancel();
    call.cancel();
    assert.equal(heard.filter(({ kind }) => kind === 'response').length, 1000);
    assert.deepEqual(heard.slice(-3), [
      { kind: 'note', text: '1500 entries of a directory, 0 bytes of content came from the client' },
      { kind: 'note', text: '500 messages more, which are not told here' },
      { kind: 'cancel' },
    ]);
  });
});

function text(heard: unknown): string {
  return JSON.stringify(heard, (_, value: unknown) => {
    const bytes = (value as { type?: unknown; data?: unknown } | null)?.type === 'Buffer';
    if (bytes) return Buffer.from((value as { data: number[] }).data).toString();
    if (value instanceof Uint8Array) return Buffer.from(value).toString();
    return typeof value === 'bigint' ? String(value) : value;
  });
}
