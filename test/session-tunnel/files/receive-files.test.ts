import assert from 'node:assert/strict';
import { FileSync } from '../../../src/protocol/buildkit/service.js';
import { readNamedFiles, receiveFiles } from '../../../src/session-tunnel/files/receive-files.js';
import { VirtualClock } from '../../../src/time/virtual-clock.js';
import { frame } from '../../../src/client/grpc-frame.js';
import { type Answer, BuildClient, type ServedCall } from '../build-client.js';
import { directory, sender, type Told } from '../client-answers.js';

const { path: method, response: packets } = FileSync.DiffCopy;

describe('files that the build client sends', () => {
  const clock = new VirtualClock('manual');

  it('reads the named files, and asks for no others', async () => {
    let headers: ServedCall['headers'] = {};
    const files = [
      { path: 'Dockerfile', content: 'FROM scratch' },
      { path: 'other', content: 'unread' },
    ];
    const answer = sender(files, (call) => {
      headers = call.headers;
    });
    const session = new BuildClient({ [method]: answer }).session(clock, [method.toLowerCase()]);
    const found = await readNamedFiles(session, 'dockerfilé', ['Dockerfile', '.dockerignore']);
    assert.deepEqual(
      [...found].map(([name, bytes]) => [name, Buffer.from(bytes).toString()]),
      [['Dockerfile', 'FROM scratch']],
    );
    assert.deepEqual(
      ['dir-name', 'dir-name-encoded', 'followpaths'].map((key) => headers[key]),
      ['dockerfil%C3%A9', '1', 'Dockerfile, .dockerignore'],
    );
    await session.close();
  });

  it('asks nothing of a client that offers no files', () => {
    const session = new BuildClient({}).session(clock);
    assert.throws(() => receiveFiles(session, { directory: 'context' }), { message: 'no local sources enabled' });
    return session.close();
  });

  const refusals: readonly (readonly [string, readonly Told[]])[] = [
    ['escape check ../a: invalid argument', [{ path: '../a' }]],
    ['absolute path /a: invalid argument', [{ path: '/a' }]],
    ['unclean path a/../b: invalid argument', [{ path: 'a/../b' }]],
    ['changes out of order: "a" "b"', [{ path: 'b' }, { path: 'a' }]],
    ['changes out of order: "a" "a"', [{ path: 'a' }, { path: 'a' }]],
    ['changes out of order: "a/b" "a"', [{ path: 'a' }, { path: 'a/b' }]],
    ['changes out of order: "a/c" "b"', [{ path: 'a', mode: directory }, { path: 'b' }, { path: 'a/c' }]],
    ['invalid link a to unknown path: "../etc/passwd"', [{ path: 'a', linkname: '../etc/passwd' }]],
  ];
  for (const [message, files] of refusals) {
    it(`refuses with: ${message}`, async () => {
      const session = new BuildClient({ [method]: sender(files) }).session(clock, [method]);
      await assert.rejects(readNamedFiles(session, 'context', []), { message });
      await session.close();
    });
  }

  it('takes a directory, what is in it, and what comes after it, by bytes', async () => {
    const paths: Told[] = [{ path: 'a', mode: directory }, { path: 'a/z' }, { path: 'a-b' }, { path: 'é' }];
    const session = new BuildClient({ [method]: sender(paths) }).session(clock, [method]);
    const files = receiveFiles(session, { directory: 'context' });
    const seen: string[] = [];
    for await (const { stat } of files) seen.push(stat.path);
    await files.finish();
    assert.deepEqual(seen, ['a', 'a/z', 'a-b', 'é']);
    await session.close();
  });

  it('lets the client wait while nobody takes what it sends, however much that is', async () => {
    const piece = Buffer.alloc(32 * 1024);
    const whole = 16 * 1024 * 1024;
    let gone = 0;
    const answer: Answer = (call) => {
      call.send(packets.encode({ type: 'PACKET_STAT', stat: { path: 'big', mode: 0o644, size: BigInt(whole) } }));
      call.send(packets.encode({ type: 'PACKET_STAT' }));
      call.onMessage((bytes) => {
        const { type, id } = packets.decode(bytes);
        if (type === 'PACKET_FIN') {
          call.send(packets.encode({ type }));
          return call.end();
        }
        for (let at = 0; at < whole; at += piece.length)
          call.stream.write(frame(packets.encode({ type: 'PACKET_DATA', id, data: piece })), () => {
            gone += piece.length;
          });
        call.send(packets.encode({ type: 'PACKET_DATA', id }));
      });
    };
    const session = new BuildClient({ [method]: answer }).session(clock, [method]);
    const files = receiveFiles(session, { directory: 'context' });
    let taken = 0;
    for await (const file of files)
      for await (const bytes of file.content()) {
        taken += bytes.length;
        // The window of a stream is 1 MiB; as much again may be on its way.
        for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
        assert.ok(gone - taken <= 2 * 1024 * 1024, `${gone - taken} bytes have left the client that nobody has taken`);
      }
    await files.finish();
    assert.equal(taken, whole);
    await session.close();
  });
});
