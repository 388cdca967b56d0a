import assert from 'node:assert/strict';
import type { fsutil } from '../../src/protocol/buildkit/messages.js';
import { FileSend, FileSync } from '../../src/protocol/buildkit/service.js';
import type { Init } from '../../src/protocol/messages.js';
import { type SentEntry, sendDirectory } from '../../src/session-tunnel/send-directory.js';
import { VirtualClock } from '../../src/time/virtual-clock.js';
import { type Answer, BuildClient, type ServedCall } from './build-client.js';

const { path: method } = FileSend.DiffCopy;
const packets = FileSync.DiffCopy.request;

describe('a directory that the build client is sent', () => {
  const clock = new VirtualClock('manual');

  /** What the client gets; it asks for content as soon as it is told of a file. */
  async function sent(
    entries: readonly SentEntry[],
    { wants = () => true }: { readonly wants?: (stat: fsutil.Stat) => boolean } = {},
  ): Promise<{
    readonly got: ReadonlyMap<string, string>;
    readonly bytes: number;
    /** The pieces of content, and the end of what is told. */
    readonly order: readonly ('data' | 'told')[];
    readonly headers: ServedCall['headers'];
  }> {
    const got = new Map<string, string>();
    const order: ('data' | 'told')[] = [];
    let headers: ServedCall['headers'] = {};
    const answer: Answer = (call) => {
      ({ headers } = call);
      const paths: string[] = [];
      let told = false;
      let open = 0;
      const send = (packet: Init<fsutil.Packet>): void => {
        call.send(packets.encode(packet));
      };
      const finishIfDone = (): void => {
        if (told && open === 0) send({ type: 'PACKET_FIN' });
      };
      call.onMessage((message) => {
        const { type, stat, id, data } = packets.decode(message);
        if (type === 'PACKET_FIN') return call.end();
        if (type === 'PACKET_STAT' && stat === undefined) {
          told = true;
          order.push('told');
          return finishIfDone();
        }
        if (type === 'PACKET_STAT' && stat !== undefined) {
          paths.push(stat.path);
          if (stat.mode >= 2 ** 31 || !wants(stat)) return;
          got.set(stat.path, '');
          open++;
          return send({ type: 'PACKET_REQ', id: paths.length - 1 });
        }
        order.push('data');
        const path = paths[id] ?? '';
        got.set(path, (got.get(path) ?? '') + Buffer.from(data).toString());
        if (data.length === 0) {
          open--;
          finishIfDone();
        }
      });
    };
    const session = new BuildClient({ [method]: answer }).session(clock, [method]);
    const bytes = await sendDirectory(session, { exporter: 3, entries, modified: 1 });
    await session.close();
    return { got, order, bytes, headers };
  }

  const file = (path: string, text: string): SentEntry => ({ path, mode: 0o644, data: Buffer.from(text) });

  it('is told of as a whole, and its files are sent as far as they are asked for', async () => {
    const entries = [
      { path: 'a', mode: 0o755 },
      file('a/b', 'x'.repeat(100_000)),
      file('c', ''),
      file('d', 'unwanted'),
    ];
    const { got, bytes, headers } = await sent(entries, { wants: ({ path }) => path !== 'd' });
    assert.deepEqual(
      [...got].map(([path, text]) => [path, text.length]),
      [
        ['a/b', 100_000],
        ['c', 0],
      ],
    );
    assert.equal(bytes, 100_000);
    assert.equal(headers['buildkit-attachable-exporter-id'], '3');
  });

  it('begins with what is asked for before all is told, so that neither side waits for the other', async () => {
    const entries = Array.from({ length: 4000 }, (_, index) => file(`f${String(index).padStart(6, '0')}`, 'x'));
    const { got, order } = await sent(entries, { wants: ({ path }) => path === 'f000000' });
    assert.deepEqual([...got], [['f000000', 'x']]);
    assert.deepEqual(order.slice(-2), ['data', 'told']);
  });

  const refuses = (packet: Init<fsutil.Packet>): Answer => {
    return (call) => call.send(packets.encode(packet));
  };

  it('is given up where the client says why, or asks for what is not there', async () => {
    const faults = [
      [{ type: 'PACKET_ERR', data: Buffer.from('disk full') }, 'error from receiver: disk full'],
      [{ type: 'PACKET_REQ', id: 0 }, 'invalid file id 0'],
      [{ type: 'PACKET_REQ', id: 7 }, 'invalid file id 7'],
    ] as const;
    for (const [packet, message] of faults) {
      const session = new BuildClient({ [method]: refuses(packet) }).session(clock, [method]);
      const entries = [{ path: 'a', mode: 0o755 }];
      await assert.rejects(sendDirectory(session, { exporter: 0, entries, modified: 1 }), { message });
      await session.close();
    }
  });

  it('is not sent to a client that takes none', async () => {
    const session = new BuildClient({}).session(clock);
    await assert.rejects(sendDirectory(session, { exporter: 0, entries: [], modified: 1 }), {
      message: 'method /moby.filesync.v1.FileSend/diffcopy not supported by the client',
    });
    await session.close();
  });
});
