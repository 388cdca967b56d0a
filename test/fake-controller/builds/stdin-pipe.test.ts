import { expect } from 'chai';
import { ClosedPipeError, StdinPipe } from '../../../src/fake-controller/builds/stdin-pipe.js';

const bytes = Uint8Array.of(1, 2, 3);

async function errorOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe("A build's stdin", () => {
  it('holds a writer until its bytes are read', async () => {
    const pipe = new StdinPipe();
    let written = false;
    const write = pipe.write(bytes).then(() => {
      written = true;
    });
    await Promise.resolve();
    expect(written).to.equal(false);
    expect(await pipe.read()).to.equal(bytes);
    await write;
  });

  it('gives what was written before its end, then the end, for ever', async () => {
    const pipe = new StdinPipe();
    void pipe.write(bytes);
    pipe.end();
    expect([await pipe.read(), await pipe.read(), await pipe.read()]).to.deep.equal([bytes, undefined, undefined]);
  });

  it('wakes a reader at its end; the first end counts', async () => {
    const pipe = new StdinPipe();
    const read = errorOf(pipe.read());
    const cut = new Error('cut');
    pipe.end(cut);
    pipe.end();
    expect(await read).to.equal(cut);
    expect(await errorOf(pipe.read())).to.equal(cut);
  });

  it('refuses writes after its end, and when its reader has gone, those that wait too', async () => {
    const ended = new StdinPipe();
    ended.end();
    expect(await errorOf(ended.write(bytes))).to.be.instanceOf(ClosedPipeError);
    const unread = new StdinPipe();
    const write = errorOf(unread.write(bytes));
    unread.closeRead();
    expect(await write)
      .to.be.instanceOf(ClosedPipeError)
      .with.property('message', 'io: read/write on closed pipe');
    expect(await errorOf(unread.write(bytes))).to.be.instanceOf(ClosedPipeError);
    expect(await unread.read()).to.equal(undefined);
  });
});
