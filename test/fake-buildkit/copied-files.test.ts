import { expect } from 'chai';
import { unpackTar } from 'modern-tar';
import { FakeBuildKit } from '../../src/fake-buildkit/fake-buildkit.js';
import { FileSend } from '../../src/protocol/buildkit/service.js';
import { BuildClient } from '../session-tunnel/build-client.js';
import { answersOf } from '../session-tunnel/client-answers.js';
import { build } from './client.js';

/** What the client's Dockerfile puts into the image, as its exporter `tar` says. */
async function exported(dockerfile: string, context: Readonly<Record<string, string>>) {
  await using fake = await FakeBuildKit.start();
  const pieces: Uint8Array[] = [];
  const client = new BuildClient({
    ...answersOf({ directories: { dockerfile: { Dockerfile: dockerfile }, context } }),
    [FileSend.DiffCopy.path]: (call) => {
      call.onMessage((message) => pieces.push(FileSend.DiffCopy.request.decode(message).data));
      call.stream.on('end', () => call.end());
    },
  });
  const hangUp = client.open(fake.client(), 's');
  const request = { session: 's', exporters: [{ type: 'tar' }] };
  const { error } = await build(fake.client(), 'r', {}, { request, order: ['Solve', 'Status', 'Ping'] });
  await hangUp();
  expect(error).to.equal(undefined);
  const entries = await unpackTar(Buffer.concat(pieces));
  const files = entries.flatMap(({ header, data }) =>
    data === undefined ? [] : [[header.name, `${(header.mode ?? 0).toString(8)} ${Buffer.from(data).toString()}`]],
  );
  return Object.fromEntries(files) as Record<string, string>;
}

const context = { a: 'A', 'dir/b': 'B', 'dir/c.txt': 'C', 'dir/deep/d.txt': 'D' };

/** Where wildcards are looked up by the fake, and not by the client. */
const all = ['COPY . /', 'FROM scratch'];

describe('what a Dockerfile copies', () => {
  for (const [what, lines, files] of [
    ['a file by a name of its own', ['COPY a /b'], { b: '644 A' }],
    ['a file into a directory', ['COPY a /x/'], { 'x/a': '644 A' }],
    ['a file into the working directory', ['WORKDIR /w', 'COPY a .'], { 'w/a': '644 A' }],
    ['a file into a directory that is there', ['COPY dir /x', 'COPY a /x'], { 'x/a': '644 A', 'x/b': '644 B' }],
    ['what is in a directory', ['COPY dir /x'], { 'x/b': '644 B', 'x/deep/d.txt': '644 D' }],
    ['several files', ['COPY a dir/b /x'], { 'x/a': '644 A', 'x/b': '644 B' }],
    ['with its directories', ['COPY --parents dir/deep/d.txt /x'], { 'x/dir/deep/d.txt': '644 D' }],
    ['with the directories behind a pivot', ['COPY --parents dir/./deep/d.txt /x'], { 'x/deep/d.txt': '644 D' }],
    ['with a pivot behind a wildcard', [...all, 'COPY --from=0 --parents d*/./deep /x'], { 'x/deep/d.txt': '644 D' }],
    ['with directories at any depth', [...all, 'COPY --from=0 --parents **/d.txt /x'], { 'x/dir/deep/d.txt': '644 D' }],
    ['a file into the directory of WORKDIR', ['WORKDIR /w', 'COPY a /w'], { 'w/a': '644 A' }],
    ['what fits a class', ['COPY dir /d', 'FROM scratch', 'COPY --from=0 /d/[bc]* /x/'], { 'x/b': '644 B' }],
    ['with a mode in symbols, which are not heeded', ['COPY --chmod=u+x a /'], { a: '644 A' }],
    ['with a mode', ['COPY --chmod=0755 a /'], { a: '755 A' }],
    ['what is written in it', ['COPY <<E /x', 'hello', 'E'], { x: '644 hello\n' }],
    ['as a layer of its own', ['COPY a /', 'COPY --link dir/b /y'], { a: '644 A', y: '644 B' }],
    ['from another stage', ['COPY a /', 'RUN make', 'FROM scratch', 'COPY --from=0 /a /z'], { z: '644 A' }],
    ['over what was there', ['COPY a /f', 'COPY dir/b /f'], { f: '644 B' }],
    ['of what it adds', ['ADD a /'], { a: '644 A' }],
    ['all of its context', ['COPY . .'], { a: '644 A', 'dir/b': '644 B' }],
  ] as const satisfies readonly (readonly [string, readonly string[], Readonly<Record<string, string>>])[])
    it(`is in the image: ${what}`, async () => {
      expect(await exported(['FROM scratch', ...lines, ''].join('\n'), context)).to.include(files);
    });

  for (const [what, line, names] of [
    ['of a directory', 'COPY --exclude=*.txt dir /x', ['x/b', 'x/deep/d.txt']],
    ['at any depth', 'COPY --exclude=**/*.txt dir /x', ['x/b']],
    ['with a directory', 'COPY --exclude=deep dir /x', ['x/b', 'x/c.txt']],
    ['but for exceptions', 'COPY --exclude=**/*.txt --exclude=!deep/d.txt dir /x', ['x/b', 'x/deep/d.txt']],
    ['relative to each directory that fits', 'COPY --from=0 --exclude=b d* /x', ['x/c.txt', 'x/deep/d.txt']],
    ['of directories that are kept', 'COPY --parents --exclude=dir/b dir /x', ['x/dir/c.txt', 'x/dir/deep/d.txt']],
    ['behind a pivot', 'COPY --from=0 --parents --exclude=deep dir/./** /x', ['x/b', 'x/c.txt']],
    ['by all that there is', 'COPY --exclude=** . /x', []],
    // As on a real BuildKit: github.com/moby/buildkit/issues/5489.
    ['but not a file that is named itself', 'COPY --exclude=a a /x/', ['x/a']],
  ] as const satisfies readonly (readonly [string, string, readonly string[]])[])
    it(`is left out by --exclude: ${what}`, async () => {
      const files = await exported(['FROM scratch', ...all, line, ''].join('\n'), context);
      expect(Object.keys(files).toSorted()).to.deep.equal(names);
    });

  it('is not in an image for which it is not copied', async () => {
    const files = await exported('FROM scratch AS one\nCOPY a /\nFROM scratch\nCOPY dir/b /b\n', context);
    expect(files).to.deep.equal({ b: '644 B' });
  });
});
