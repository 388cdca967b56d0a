import { expect } from 'chai';
import { methodOf } from '../../src/protocol/service.js';

const { request: invoke } = methodOf('2023-04', 'Invoke');

const encoded = (byte: number, length: number): Uint8Array =>
  invoke.encode({ kind: 'file', fd: 0, eof: false, data: new Uint8Array(length).fill(byte) });

function dataIn(bytes: Uint8Array, options?: Parameters<typeof invoke.decode>[1]): Uint8Array {
  const message = invoke.decode(bytes, options);
  return message.kind === 'file' ? message.data : new Uint8Array();
}

function equal(data: Uint8Array, length: number, byte: number): void {
  expect(Buffer.compare(data, Buffer.alloc(length, byte)), `${length} bytes`).to.equal(0);
}

const sizes = [1, 24, 25, 100, 4096, 8192, 8193, 40_000];

describe('bytes in decoded messages', () => {
  it('are copies, each its own', () => {
    const all = [...sizes, ...sizes, ...sizes].map((size, i) => {
      const message = encoded(i + 1, size);
      const data = dataIn(message);
      message.fill(0);
      return { size, data, byte: i + 1 };
    });
    for (const { size, data, byte } of all) equal(data, size, byte);
    for (const { data } of all) data.fill(0xff);
    equal(dataIn(encoded(9, 100)), 100, 9);
  });

  it('may be parts of the message, where that is wanted, and only there', () => {
    const message = encoded(1, 1000);
    const shared = dataIn(message, { sharesBytes: true });
    const copied = dataIn(message);
    message.fill(2, -1000);
    equal(shared, 1000, 2);
    equal(copied, 1000, 1);
  });
});
