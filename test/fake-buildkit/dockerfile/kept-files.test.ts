import { expect } from 'chai';
import { KeptFiles } from '../../../src/fake-buildkit/dockerfile/kept-files.js';
import type { ReceivedFile } from '../../../src/session-tunnel/files/received-files.js';

describe('the files that are kept of what a client sends', () => {
  const asked: string[] = [];
  const sent = (path: string, text: string, stat: Partial<ReceivedFile['stat']> = {}): ReceivedFile => ({
    stat: {
      path,
      mode: 0o640,
      uid: 0,
      gid: 0,
      size: 1n,
      modTime: 0n,
      linkname: '',
      devmajor: 0n,
      devminor: 0n,
      xattrs: {},
      ...stat,
    },
    hasContent: stat.linkname === undefined,
    async *content() {
      asked.push(path);
      for (const piece of text) yield Buffer.from(piece);
    },
  });
  const texts = (kept: KeptFiles, step: string) =>
    [...kept.tree(step)].map(([path, { mode, data }]) => `${path} ${mode.toString(8)} ${Buffer.from(data).toString()}`);

  it('are known by the steps that load them', async () => {
    const kept = new KeptFiles();
    await kept.take(sent('a', 'one'), 's');
    await kept.take(sent('a', 'two'), 't');
    expect([texts(kept, 's'), texts(kept, 't'), texts(kept, 'u')]).to.deep.equal([['a 640 one'], ['a 640 two'], []]);
  });

  it('are in two places where one is a hard link, though its file comes later', async () => {
    const kept = new KeptFiles();
    await kept.take(sent('b', '', { linkname: 'a' }), 's');
    await kept.take(sent('a', 'one'), 's');
    kept.complete();
    expect(texts(kept, 's')).to.have.members(['a 640 one', 'b 640 one']);
  });

  it('are as many bytes as there is room for; more than that, and none are, though all are still read', async () => {
    const room = 2 * 512 + 6;
    const kept = new KeptFiles(room);
    await kept.take(sent('a', 'one'), 's');
    await kept.take(sent('b', 'two'), 't');
    expect([kept.isTooMuch, texts(kept, 's')]).to.deep.equal([false, ['a 640 one']]);
    asked.length = 0;
    await kept.take(sent('c', ''), 't');
    await kept.take(sent('d', 'x'), 't');
    kept.complete();
    expect([kept.isTooMuch, texts(kept, 's'), texts(kept, 't')]).to.deep.equal([true, [], []]);
    expect(asked).to.deep.equal(['c', 'd']);
  });

  it('counts what comes, whatever the client said that would', async () => {
    const kept = new KeptFiles(512 + 2);
    await kept.take(sent('a', 'one', { size: 0n }), 's');
    expect([kept.isTooMuch, texts(kept, 's')]).to.deep.equal([true, []]);
  });
});
