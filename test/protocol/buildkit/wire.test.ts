import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import fc from 'fast-check';
import protobuf from 'protobufjs';
import { ProtocolError } from '../../../src/protocol/protocol-error.js';
import { loadBuildKit } from '../proto-files.js';
import { codecOf, messagesOf } from './codecs.js';
import { factsOf } from './proto-facts.js';
import { anyMessage, anyValue, type WireMessage } from './wire-arbitrary.js';

const root = loadBuildKit();
const messages = messagesOf(root);

/** Fields with names that differ from the wire's in more than capitals and underscores. */
const renamed: Readonly<Record<string, string>> = {
  'moby.buildkit.v1.StatusResponse.vertexes': 'vertices',
  'moby.buildkit.v1.VertexLog.msg': 'message',
};

const encoded = (type: protobuf.Type, message: WireMessage): Uint8Array =>
  Uint8Array.from(type.encode(type.fromObject(message)).finish());
/** What protobufjs reads, with the default of every field. */
const read = (type: protobuf.Type, bytes: Uint8Array): unknown =>
  type.toObject(type.decode(bytes), { defaults: true, arrays: true, objects: true, oneofs: true, longs: String });
const again = (type: protobuf.Type, bytes: Uint8Array): Uint8Array => {
  const { encode, decode } = codecOf(type);
  return encode(decode(bytes));
};

describe("BuildKit's .proto files", () => {
  it('have the names, numbers and types that BuildKit has', () => {
    const facts = readFileSync('test/protocol/buildkit/facts.txt', 'utf8').trimEnd().split('\n');
    expect(factsOf(root)).to.deep.equal(facts);
  });
});

describe("on BuildKit's wire", () => {
  for (const type of messages) {
    const name = type.fullName.slice(1);

    it(`${name} says after our codecs what it said before`, () => {
      fc.assert(
        fc.property(anyMessage(type), (message) => {
          const bytes = encoded(type, message);
          expect(read(type, again(type, bytes))).to.deep.equal(read(type, bytes));
        }),
        { numRuns: 50 },
      );
    });
  }

  it('a field has the name of the .proto file, in camel case', () => {
    for (const type of messages) {
      const nothing = codecOf(type).decode(new Uint8Array()) as WireMessage;
      for (const field of type.fieldsArray) {
        const name = renamed[`${type.fullName.slice(1)}.${field.name}`] ?? field.name;
        expect(changedKey(type, field, nothing), `${type.fullName}.${field.name}`).to.equal(plain(name));
      }
    }
  });

  it('unknown fields are skipped', () => {
    const unknown = [
      Uint8Array.of(0x98, 0x3f, 0x96, 0x01), // field 1011, varint
      Uint8Array.of(0x99, 0x3f, 1, 2, 3, 4, 5, 6, 7, 8), // 64-bit
      Uint8Array.of(0x9a, 0x3f, 2, 1, 2), // bytes
      Uint8Array.of(0x9b, 0x3f, 0x08, 1, 0x9c, 0x3f), // group
      Uint8Array.of(0x9d, 0x3f, 1, 2, 3, 4), // 32-bit
    ];
    for (const type of messages) {
      fc.assert(
        fc.property(anyMessage(type, 1), fc.constantFrom(...unknown), (message, field) => {
          const bytes = encoded(type, message);
          const { decode } = codecOf(type);
          const known = decode(bytes);
          expect(decode(Buffer.concat([field, bytes]))).to.deep.equal(known);
          expect(decode(Buffer.concat([bytes, field]))).to.deep.equal(known);
        }),
        { numRuns: 10 },
      );
    }
  });

  it('bytes that are cut off are a message or a ProtocolError, and nothing else', () => {
    for (const type of messages) {
      fc.assert(
        fc.property(anyMessage(type), fc.nat(), (message, at) => {
          const bytes = encoded(type, message);
          decodesOrComplains(type, bytes.subarray(0, at % (bytes.length + 1)));
        }),
        { numRuns: 20 },
      );
    }
  });

  it('any bytes are a message or a ProtocolError, and nothing else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        for (const type of messages) decodesOrComplains(type, bytes);
      }),
      { numRuns: 200 },
    );
  });

  it('sub-messages nested deeper than the stack are a ProtocolError', () => {
    const type = root.lookupType('pb.Definition');
    // Definition.Source.infos.definition, again and again.
    const tags = [0x1a, 0x12, 0x1a];
    const prefixes: Uint8Array[] = [];
    let length = 0;
    for (let level = 0; level < 99_999; level++) {
      const prefix = protobuf.Writer.create()
        .uint32(tags[2 - (level % 3)]!)
        .uint32(length)
        .finish();
      prefixes.push(prefix);
      length += prefix.length;
    }
    expect(() => codecOf(type).decode(Buffer.concat(prefixes.toReversed()))).to.throw(ProtocolError, 'Definition');
  });

  it('strings that are no UTF-8 are refused by whoever asks for that', () => {
    const request = codecOf(root.lookupType('moby.buildkit.v1.StatusRequest'));
    const bytes = Uint8Array.of(0x0a, 1, 0xff);
    expect(request.decode(bytes)).to.deep.equal({ ref: '�' });
    expect(() => request.decode(bytes, { strictUtf8: true })).to.throw('no UTF-8');
  });
});

/** Of a message in which this field alone is set: the key that says something, in small letters. */
function changedKey(type: protobuf.Type, field: protobuf.Field, nothing: WireMessage): string | undefined {
  const value = fc.sample(
    anyValue(field, 1).filter((one) => !isDefault(one)),
    { numRuns: 1, seed: 1 },
  )[0];
  const whole = field instanceof protobuf.MapField ? { 1: value } : field.repeated ? [value] : value;
  const decoded = codecOf(type).decode(encoded(type, { [field.name]: whole })) as WireMessage;
  const changed = Object.keys(decoded).filter(
    (key) => JSON.stringify(data(decoded[key])) !== JSON.stringify(data(nothing[key])),
  );
  expect(changed, `${type.fullName}.${field.name}`).to.have.lengthOf(1);
  const [key = ''] = changed;
  if (field.partOf === null) return plain(key);
  expect(plain(key)).to.equal(plain(field.partOf.name));
  return plain((decoded[key] as { readonly kind: string }).kind);
}

const isDefault = (value: unknown): boolean =>
  value === '' ||
  value === 0 ||
  value === '0' ||
  value === false ||
  (value instanceof Uint8Array && value.length === 0);
const plain = (name: string): string => name.replaceAll('_', '').toLowerCase();
const data = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value ?? null, (_, part: unknown) => (typeof part === 'bigint' ? `${part}n` : part)));

function decodesOrComplains(type: protobuf.Type, bytes: Uint8Array): void {
  try {
    expect(codecOf(type).decode(bytes)).to.be.an('object');
  } catch (error) {
    expect(error).to.be.instanceOf(ProtocolError);
  }
}
