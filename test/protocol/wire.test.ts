import { expect } from 'chai';
import fc from 'fast-check';
import type protobuf from 'protobufjs';
import type { InvokeMessage } from '../../src/protocol/messages.js';
import { ProtocolError } from '../../src/protocol/protocol-error.js';
import { revisions } from '../../src/protocol/revision.js';
import { methodOf } from '../../src/protocol/service.js';
import { buildOptions, invokeMessage, statusResponse, text } from './arbitraries.js';
import { loadRevision } from './proto-files.js';

for (const revision of revisions) {
  const root = loadRevision(revision);
  const typeOf = (name: string): protobuf.Type => root.lookupType(`buildx.controller.v1.${name}`);
  /** The same message once through protobufjs' own, reflective codec. */
  const again = (name: string, bytes: Uint8Array): Uint8Array => {
    const type = typeOf(name);
    return Uint8Array.from(type.encode(type.decode(bytes)).finish());
  };

  describe(`on the wire of ${revision}`, () => {
    it('a BuildRequest has the bytes that protobufjs gives it', () => {
      const { encode } = methodOf(revision, 'Build').request;
      fc.assert(
        fc.property(text, buildOptions(revision), (ref, options) => {
          const bytes = encode({ ref, options });
          expect(again('BuildRequest', bytes)).to.deep.equal(bytes);
          const { Ref, SessionID, Options } = typeOf('BuildRequest').toObject(typeOf('BuildRequest').decode(bytes), {
            defaults: true,
            arrays: true,
            objects: true,
          }) as {
            Ref?: string;
            SessionID?: string;
            Options: { ContextPath: string; Tags: string[]; NoCache: boolean; ExportLoad: boolean };
          };
          expect([
            Ref ?? SessionID,
            Options.ContextPath,
            Options.Tags,
            Options.NoCache,
            Options.ExportLoad,
          ]).to.deep.equal([ref, options.contextPath, options.tags, options.noCache, options.exportLoad]);
        }),
      );
    });

    it('a StatusResponse has the bytes that protobufjs gives it', () => {
      const { encode } = methodOf(revision, 'Status').response;
      fc.assert(
        fc.property(statusResponse(revision), (message) => {
          const bytes = encode(message);
          expect(again('StatusResponse', bytes)).to.deep.equal(bytes);
        }),
      );
    });

    it('a message of Invoke has the bytes that protobufjs gives it, and its case', () => {
      const { encode } = methodOf(revision, 'Invoke').request;
      const cases = { init: 'Init', file: 'File', resize: 'Resize', signal: 'Signal', empty: undefined };
      fc.assert(
        fc.property(invokeMessage(revision), (message: InvokeMessage) => {
          const bytes = encode(message);
          expect(again('Message', bytes)).to.deep.equal(bytes);
          const { Input } = typeOf('Message').toObject(typeOf('Message').decode(bytes), { oneofs: true });
          expect(Input).to.equal(cases[message.kind]);
        }),
      );
    });

    it('lists and maps that are empty are frozen, for messages share them', () => {
      const message = (name: 'Build' | 'Status') => methodOf(revision, name).response.decode(new Uint8Array());
      const { options } = methodOf(revision, 'Build').request.decode(Uint8Array.of(0x12, 0));
      const shared = [message('Build'), message('Status'), options!]
        .flatMap((decoded): unknown[] => Object.values(decoded))
        .filter((value) => typeof value === 'object');
      expect(shared).to.have.lengthOf.above(15);
      for (const value of shared) expect(value).to.be.empty.and.frozen;
    });

    it('unknown fields of every wire type are skipped', () => {
      const { decode } = methodOf(revision, 'Disconnect').request;
      const unknown = [
        Uint8Array.of(0x98, 0x06, 0x96, 0x01), // field 99, varint
        Uint8Array.of(0x99, 0x06, 1, 2, 3, 4, 5, 6, 7, 8), // 64-bit
        Uint8Array.of(0x9a, 0x06, 2, 1, 2), // bytes
        Uint8Array.of(0x9b, 0x06, 0x08, 1, 0x9c, 0x06), // group
        Uint8Array.of(0x9d, 0x06, 1, 2, 3, 4), // 32-bit
        Uint8Array.of(0x08, 5), // field 1, declared as a string, as a varint
      ];
      const ref = Uint8Array.of(0x0a, 1, 0x78);
      for (const field of unknown) {
        expect(decode(Buffer.concat([field, ref]))).to.deep.equal({ ref: 'x' });
        expect(decode(Buffer.concat([ref, field]))).to.deep.equal({ ref: 'x' });
      }
    });

    it('bytes that are cut off are a message or a ProtocolError, and nothing else', () => {
      const { encode, decode } = methodOf(revision, 'Status').response;
      fc.assert(
        fc.property(statusResponse(revision), fc.nat(), (message, at) => {
          const bytes = encode(message);
          decodesOrComplains(decode, bytes.subarray(0, at % (bytes.length + 1)));
        }),
      );
    });

    it('any bytes are a message or a ProtocolError, and nothing else', () => {
      const decoders = (['Build', 'Status', 'Input', 'Invoke', 'List'] as const).flatMap((name) => {
        const { request, response } = methodOf(revision, name);
        return [request.decode, response.decode] as ((bytes: Uint8Array) => unknown)[];
      });
      fc.assert(
        fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
          for (const decode of decoders) decodesOrComplains(decode, bytes);
        }),
        { numRuns: 500 },
      );
    });

    it('sub-messages nested deeper than the stack are a ProtocolError', () => {
      const nested = deepSourceInfo(99_999);
      const warning = Buffer.concat([Uint8Array.of(0x32), varint(nested.length), nested]);
      const bytes = Buffer.concat([Uint8Array.of(0x22), varint(warning.length), warning]);
      expect(() => methodOf(revision, 'Status').response.decode(bytes)).to.throw(ProtocolError, 'StatusResponse');
    });
  });
}

function decodesOrComplains(decode: (bytes: Uint8Array) => unknown, bytes: Uint8Array): void {
  try {
    expect(decode(bytes)).to.be.an('object');
  } catch (error) {
    expect(error).to.be.instanceOf(ProtocolError);
  }
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  for (let left = value; ; left >>>= 7) {
    if (left < 128) return Uint8Array.from([...bytes, left]);
    bytes.push((left & 127) | 128);
  }
}

/** SourceInfo.definition.Source.infos, again and again, from the inside out. */
function deepSourceInfo(depth: number): Uint8Array {
  const tags = [0x1a, 0x1a, 0x12];
  const prefixes: Uint8Array[] = [];
  let length = 0;
  for (let level = 0; level < depth; level += 1) {
    const prefix = Buffer.concat([Uint8Array.of(tags[2 - (level % 3)]!), varint(length)]);
    prefixes.push(prefix);
    length += prefix.length;
  }
  return Buffer.concat(prefixes.toReversed());
}
