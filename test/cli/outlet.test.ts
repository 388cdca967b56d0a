import { Writable } from 'node:stream';
import { expect } from 'chai';
import { Outlet } from '../../src/cli/outlet.js';

/** Takes nothing: as a file on a full disk, or a pipe whose reader is gone. */
function failing(code: string): Writable {
  return new Writable({
    autoDestroy: false,
    write: (_chunk, _encoding, done) => done(Object.assign(new Error(`${code}: it fails, write`), { code })),
  });
}

describe('an outlet', () => {
  it('keeps what its stream did not take', async () => {
    const outlet = new Outlet(failing('ENOSPC'));
    outlet.write('one\n');
    outlet.write('two\n');
    await outlet.flushed();
    expect(outlet.loss?.lost.toString()).to.equal('one\ntwo\n');
  });

  it('keeps nothing that is told in passing, however long that goes on', async () => {
    const outlet = new Outlet(failing('ENOSPC'), { keeps: false });
    for (let n = 0; n < 1000; n++) outlet.write('a line\n');
    await outlet.flushed();
    expect(outlet.loss?.lost).to.have.length(0);
  });

  it('keeps nothing that nobody wants to read', async () => {
    const outlet = new Outlet(failing('EPIPE'));
    outlet.write('one\n');
    await outlet.flushed();
    expect(outlet.loss).to.equal(undefined);
  });

  it('waits for a reader that does not read, and only so long where that is said', async () => {
    const outlet = new Outlet(new Writable({ write: () => undefined }));
    outlet.write('one\n');
    await outlet.flushed(10);
    expect(outlet.writableFinished).to.equal(false);
  });
});
