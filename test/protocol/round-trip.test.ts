import { expect } from 'chai';
import fc from 'fast-check';
import type { Codec } from '../../src/protocol/methods.js';
import { revisions } from '../../src/protocol/revision.js';
import { methodOf } from '../../src/protocol/service.js';
import { buildOptions, invokeMessage, statusResponse, text } from './arbitraries.js';

function holds<T>(codec: Codec<T>, message: fc.Arbitrary<T>): void {
  fc.assert(
    fc.property(message, (sent) => {
      // Every message here is whole, and so fits what an encoder takes.
      const received = codec.decode(codec.encode(sent as Parameters<Codec<T>['encode']>[0]));
      expect(received).to.deep.equal(sent);
    }),
  );
}

for (const revision of revisions) {
  describe(`the codecs of ${revision}`, () => {
    it('give back any BuildRequest', () => {
      holds(methodOf(revision, 'Build').request, fc.record({ ref: text, options: buildOptions(revision) }));
    });

    it('give back any StatusResponse', () => {
      holds(methodOf(revision, 'Status').response, statusResponse(revision));
    });

    it('give back any message of Invoke', () => {
      holds(methodOf(revision, 'Invoke').request, invokeMessage(revision));
    });

    it('give the defaults of every field but sub-messages for no bytes at all', () => {
      const nothing = new Uint8Array();
      expect(methodOf(revision, 'Invoke').response.decode(nothing)).to.deep.equal({ kind: 'empty' });
      expect(methodOf(revision, 'Build').request.decode(nothing)).to.deep.equal({ ref: '' });
      expect(methodOf(revision, 'List').response.decode(nothing)).to.deep.equal({ refs: [] });
      expect(methodOf(revision, 'Info').response.decode(nothing)).to.deep.equal({});
    });

    it('give bytes that are a copy and nothing but a Uint8Array', () => {
      const { encode, decode } = methodOf(revision, 'Invoke').request;
      const wire = encode({ kind: 'file', data: Uint8Array.of(1, 2, 3) });
      const message = decode(wire);
      wire.fill(0);
      expect(message).to.deep.equal({ kind: 'file', fd: 0, eof: false, data: Uint8Array.of(1, 2, 3) });
      expect(message.kind === 'file' && message.data.constructor).to.equal(Uint8Array);
    });

    it('keep a map key that JavaScript gives a meaning to', () => {
      const { encode, decode } = methodOf(revision, 'Build').response;
      const exporterResponse = JSON.parse('{"__proto__":"a","constructor":"b"}') as Record<string, string>;
      const decoded = decode(encode({ exporterResponse })).exporterResponse;
      expect(Object.entries(decoded)).to.deep.equal([
        ['__proto__', 'a'],
        ['constructor', 'b'],
      ]);
      expect(Object.getPrototypeOf(decoded)).to.equal(Object.prototype);
    });
  });
}

describe('a field that a revision lacks', () => {
  it('is not encoded, and decoded as its default', () => {
    const options = { ref: 'b', groupRef: 'g', annotations: ['a'], metadataFile: 'm', sourcePolicy: { version: 1n } };
    const old = methodOf('2023-04', 'Build').request;
    expect(old.decode(old.encode({ options })).options).to.deep.include({ ref: '', groupRef: '', metadataFile: 'm' });
    const later = methodOf('0.12', 'Build').request;
    expect(later.decode(later.encode({ options })).options).to.deep.include({
      ref: 'b',
      groupRef: 'g',
      metadataFile: '',
    });
  });
});
