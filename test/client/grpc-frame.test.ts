import { expect } from 'chai';
import fc from 'fast-check';
import { FrameError, frame, Unframer } from '../../src/client/grpc-frame.js';

describe('frames', () => {
  it('give back the messages, wherever the pieces begin and end', () => {
    const messages = fc.array(fc.uint8Array({ maxLength: 30 }), { maxLength: 6 });
    fc.assert(
      fc.property(messages, fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1 }), (sent, sizes) => {
        const bytes = Buffer.concat(sent.map((message) => frame(message)));
        const unframer = new Unframer(30);
        const received: Uint8Array[] = [];
        for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
          const size = sizes[turn % sizes.length]!;
          unframer.push(bytes.subarray(at, at + size), (message) => received.push(Uint8Array.from(message)));
          at += size;
        }
        expect(received).to.deep.equal(sent);
        expect(unframer.partial).to.equal(false);
      }),
    );
  });

  it('are partial until a message is whole', () => {
    const unframer = new Unframer(10);
    unframer.push(Uint8Array.of(0, 0), () => undefined);
    expect(unframer.partial).to.equal(true);
  });

  it('are refused when too long or compressed, after the messages before', () => {
    const before = frame(Uint8Array.of(1));
    for (const [bad, code] of [
      [Uint8Array.of(0, 0, 0, 0, 11), 'TOO_LARGE'],
      [Uint8Array.of(1, 0, 0, 0, 1), 'COMPRESSED'],
    ] as const) {
      const received: Uint8Array[] = [];
      expect(() => new Unframer(10).push(Buffer.concat([before, bad]), (message) => received.push(message)))
        .to.throw(FrameError)
        .with.property('code', code);
      expect(received).to.have.length(1);
    }
  });
});
