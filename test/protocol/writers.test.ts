import { expect } from 'chai';
import { methodOf } from '../../src/protocol/service.js';

const { request: invoke } = methodOf('2023-04', 'Invoke');
const { request: build } = methodOf('2023-04', 'Build');

/** So that it is seen whose bytes they are. */
const file = (byte: number, length: number): Uint8Array =>
  invoke.encode({ kind: 'file', fd: 1, eof: false, data: new Uint8Array(length).fill(byte) });

function dataIn(bytes: Uint8Array): Uint8Array {
  const message = invoke.decode(bytes);
  return message.kind === 'file' ? message.data : new Uint8Array();
}

describe('memory that encoded messages share', () => {
  it('leaves each its own bytes, whatever their sizes', () => {
    const sizes = [1, 70_000, 5, 200, 40_000, 8100, 8200, 65_536, 3, 300_000, 1];
    const all = [...sizes, ...sizes, ...sizes].map((size, i) => ({ size, byte: i + 1, bytes: file(i + 1, size) }));
    for (const { size, byte, bytes } of all) {
      expect(Buffer.compare(dataIn(bytes), Buffer.alloc(size, byte)), `${size} bytes`).to.equal(0);
    }
  });

  it('is not left in the middle by a message that cannot be encoded', () => {
    const before = file(1, 10);
    expect(() => build.encode({ ref: 'a', options: { tags: ['b', 5 as never] } })).to.throw('expected a string');
    const after = file(2, 10);
    expect([...dataIn(before)]).to.deep.equal(Array.from({ length: 10 }, () => 1));
    expect([...dataIn(after)]).to.deep.equal(Array.from({ length: 10 }, () => 2));
    expect(build.decode(build.encode({ ref: 'c' })).ref).to.equal('c');
  });

  it('is not shared with a message that is encoded while another is', () => {
    let inner: Uint8Array = new Uint8Array();
    const outer = build.encode({
      get ref() {
        inner = file(3, 20);
        return 'outer';
      },
    });
    expect(build.decode(outer).ref).to.equal('outer');
    expect([...dataIn(inner)]).to.deep.equal(Array.from({ length: 20 }, () => 3));
  });
});
