import { expect } from 'chai';
import fc from 'fast-check';
import protobuf from 'protobufjs';
import { callOrder } from '../../../src/conformance/arbitraries/call-order.js';
import { chunkedBytes, cutAt, cuts } from '../../../src/conformance/arbitraries/chunking.js';
import { harmlessControl, invokeMessageButInit } from '../../../src/conformance/arbitraries/invoke-message.js';
import { outputSize } from '../../../src/conformance/arbitraries/output-size.js';
import { anyRef, plainRef } from '../../../src/conformance/arbitraries/ref.js';
import { sessionCommands } from '../../../src/conformance/arbitraries/session-command.js';
import { undecodable, unknownField } from '../../../src/conformance/arbitraries/wire.js';

const seed = 7;
const sample = <T>(arbitrary: fc.Arbitrary<T>, numRuns = 500): readonly T[] => fc.sample(arbitrary, { seed, numRuns });

describe('arbitrary refs', () => {
  it('are not empty and can be carried in UTF-8', () => {
    fc.assert(
      fc.property(anyRef(), (ref) => ref.length > 0 && Buffer.from(ref).toString() === ref),
      { seed },
    );
  });

  it('come long, with spaces, with controls and beyond ASCII', () => {
    const refs = sample(anyRef());
    expect(refs.some((ref) => ref.length > 500)).to.equal(true);
    expect(refs.some((ref) => /\s/.test(ref))).to.equal(true);
    expect(refs.some((ref) => ref.includes('\0'))).to.equal(true);
    expect(refs.some((ref) => /[^\0-\x7f]/.test(ref))).to.equal(true);
  });

  it('are quoted by every language alike when they are plain', () => {
    fc.assert(
      fc.property(plainRef(), (ref) => JSON.stringify(ref) === `"${ref}"` && ref === ref.trim()),
      { seed },
    );
  });
});

describe('arbitrary chunks', () => {
  it('are never empty, and go beyond every buffer on the way', () => {
    const all = sample(chunkedBytes(), 200);
    expect(all.every((chunks) => chunks.length > 0 && chunks.every((chunk) => chunk.length > 0))).to.equal(true);
    for (const size of [1, 4097, 32_769, 100_000]) {
      expect(
        all.some((chunks) => chunks.some((chunk) => chunk.length === size)),
        `${size}`,
      ).to.equal(true);
    }
  });

  it('show that a chunk was doubled, dropped or moved', () => {
    const [chunks] = sample(
      chunkedBytes().filter(({ length }) => length > 2),
      1,
    );
    const [first, second, ...rest] = chunks!;
    expect(Buffer.concat([first!, second!, ...rest])).not.to.deep.equal(Buffer.concat([second!, first!, ...rest]));
  });

  it('of a text make up the text', () => {
    fc.assert(
      fc.property(cuts(), fc.string({ unit: 'grapheme' }), (cut, text) => Buffer.concat(cut(text)).toString() === text),
      { seed },
    );
    expect(cutAt('abcd', [0.5]).map((chunk) => Buffer.from(chunk).toString())).to.deep.equal(['ab', 'cd']);
  });
});

describe('arbitrary bytes on the wire', () => {
  it('of an unknown field are one field that a reader can skip', () => {
    fc.assert(
      fc.property(unknownField(), (bytes) => {
        const reader = protobuf.Reader.create(bytes);
        const tag = reader.uint32();
        reader.skipType(tag & 7);
        return reader.pos === bytes.length && tag >>> 3 >= 1000;
      }),
      { seed },
    );
  });

  it('that cannot be decoded cannot', () => {
    const ref = new protobuf.Type('Ref').add(new protobuf.Field('Ref', 1, 'string'));
    fc.assert(
      fc.property(undecodable(), (bytes) => {
        expect(() => ref.decode(bytes)).to.throw();
      }),
      { seed },
    );
  });
});

describe('other arbitraries', () => {
  it('give every order of calls', () => {
    const orders = new Set(sample(callOrder(['Build', 'Status', 'Input'])).map((order) => order.join()));
    expect(orders.size).to.equal(6);
  });

  it('give sizes of output on both sides of every edge, within their limit', () => {
    const sizes = sample(outputSize({ max: 40_000 }));
    for (const edge of [4095, 4096, 4097, 32_768, 32_769]) expect(sizes).to.include(edge);
    expect(Math.min(...sizes)).to.be.at.least(1);
    expect(Math.max(...sizes)).to.be.at.most(40_000);
  });

  it('give every kind of first message but Init', () => {
    const kinds = new Set(sample(invokeMessageButInit()).map(({ kind }) => kind));
    expect([...kinds].toSorted()).to.deep.equal(['empty', 'file', 'resize', 'signal']);
  });

  it('give controls that kill nothing', () => {
    const names = sample(harmlessControl()).flatMap((message) => (message.kind === 'signal' ? [message.name] : []));
    expect([...new Set(names)].toSorted()).to.deep.equal(['CONT', 'URG', 'WINCH']);
  });

  it('give sequences that build and disconnect the same session', () => {
    const again = sample(sessionCommands(3)).filter((commands) =>
      commands.some((one, index) =>
        commands
          .slice(index + 1)
          .some((later) => one.kind === 'build' && later.kind === 'disconnect' && later.session === one.session),
      ),
    );
    expect(again.length).to.be.above(100);
  });
});
