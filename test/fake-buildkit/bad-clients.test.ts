import { expect } from 'chai';
import { FakeBuildKit } from '../../src/fake-buildkit/fake-buildkit.js';
import { FileSync } from '../../src/protocol/buildkit/service.js';
import { type Answer, BuildClient, type ServedCall } from '../session-tunnel/build-client.js';
import { answersOf, sender } from '../session-tunnel/client-answers.js';
import { build } from './client.js';

const packets = FileSync.DiffCopy.response;
const dockerfile = { Dockerfile: 'FROM scratch\nCOPY . /\n' };

/** Sends packets, whatever they are, when the context is asked for. */
const says =
  (...messages: readonly Parameters<typeof packets.encode>[0][]): ((call: ServedCall) => void) =>
  (call) => {
    for (const message of messages) call.send(packets.encode(message));
  };
const stat = (path: string, more: object = {}) =>
  ({ type: 'PACKET_STAT', stat: { path, mode: 0o644, ...more } }) as const;

describe('a client that sends no sound context', () => {
  const cases: readonly (readonly [what: string, sends: (call: ServedCall) => void, error: string])[] = [
    ['leads out of it', says(stat('../passwd')), 'escape check ../passwd: invalid argument'],
    ['leads out of it from within', says(stat('a/../../x')), 'unclean path a/../../x: invalid argument'],
    ['has an absolute path', says(stat('/etc/passwd')), 'absolute path /etc/passwd: invalid argument'],
    ['is out of order', says(stat('b'), stat('a')), 'changes out of order: "a" "b"'],
    ['has a file in no directory', says(stat('d/a')), 'changes out of order: "d/a" ""'],
    [
      'has a file behind a link out of it',
      says(stat('link', { mode: (1 << 27) | 0o777, linkname: '/etc' }), stat('link/passwd')),
      'changes out of order: "link/passwd" "link"',
    ],
    [
      'links to what is not in it',
      says(stat('a', { linkname: '/etc/passwd' })),
      'invalid link a to unknown path: "/etc/passwd"',
    ],
    ['has content that nobody asked for', says(stat('a'), { type: 'PACKET_DATA', id: 7 }), 'invalid file request 7'],
    ['is given up by it', says({ type: 'PACKET_ERR', data: Buffer.from('disk gone') }), 'error from sender: disk gone'],
    ['ends too early', (call) => call.end(), 'EOF'],
    [
      'is no message',
      (call) => call.send(Buffer.from([0xff, 0xff])),
      'Internal: grpc: failed to unmarshal the received message',
    ],
  ];
  for (const [what, sends, error] of cases)
    it(`fails its build, and no other, where the context ${what}`, async () => {
      await using fake = await FakeBuildKit.start();
      const answer: Answer = (call) => {
        if (call.headers['dir-name'] === 'dockerfile')
          sender([{ path: 'Dockerfile', content: dockerfile.Dockerfile }])(call);
        else if (call.headers['followpaths'] === '.dockerignore') sender([])(call);
        else sends(call);
      };
      const order = ['Solve', 'Status', 'Ping'] as const;
      const hangUp = new BuildClient({ [FileSync.DiffCopy.path]: answer }).open(fake.client(), 'bad');
      const bad = await build(fake.client(), 'bad', {}, { request: { session: 'bad' }, order });
      await hangUp();
      expect(bad.error?.rpcMessage).to.include(error);
      const [failed] = bad.statuses.flatMap(({ vertices }) => vertices).filter((vertex) => vertex.error !== '');
      expect(failed?.name).to.equal('[internal] load build context');
      const has = { directories: { dockerfile, context: { a: 'a' } } };
      const leave = new BuildClient(answersOf(has)).open(fake.client(), 'good');
      const good = await build(fake.client(), 'good', {}, { request: { session: 'good' }, order });
      await leave();
      expect(good.error).to.equal(undefined);
      fake.assertQuiescent();
    });
});
