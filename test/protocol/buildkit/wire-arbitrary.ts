import fc from 'fast-check';
import protobuf from 'protobufjs';
import { text } from '../arbitraries.js';

/** A message as protobufjs takes it: with the names of its .proto file. */
export type WireMessage = Readonly<Record<string, unknown>>;

const long = (min: bigint, max: bigint): fc.Arbitrary<string> => fc.bigInt({ min, max }).map(String);

const scalars: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  string: text,
  bytes: fc.uint8Array({ maxLength: 40 }),
  bool: fc.boolean(),
  int32: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  uint32: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  int64: long(-(2n ** 63n), 2n ** 63n - 1n),
  uint64: long(0n, 2n ** 64n - 1n),
};

/** Any message of a type, after what protobufjs knows of it; messages in messages down to `depth`. */
export function anyMessage(type: protobuf.Type, depth = 2): fc.Arbitrary<WireMessage> {
  const fields: Record<string, fc.Arbitrary<unknown>> = {};
  for (const field of type.fieldsArray) {
    if (field.partOf === null && !(field.resolvedType instanceof protobuf.Type && depth === 0)) {
      fields[field.name] = anyField(field, depth);
    }
  }
  const oneofs = type.oneofsArray.map((oneof) =>
    fc.oneof(
      fc.constant({}),
      ...oneof.fieldsArray
        .filter((field) => depth > 0 || !(field.resolvedType instanceof protobuf.Type))
        .map((field) => anyField(field, depth).map((value) => ({ [field.name]: value }))),
    ),
  );
  return fc
    .tuple(fc.record(fields, { requiredKeys: [] }), ...oneofs)
    .map((parts) => Object.assign({}, ...parts) as WireMessage);
}

function anyField(field: protobuf.Field, depth: number): fc.Arbitrary<unknown> {
  const one = anyValue(field, depth);
  if (field instanceof protobuf.MapField) {
    const key = field.keyType === 'int64' ? long(-(2n ** 63n), 2n ** 63n - 1n) : text.filter((k) => k !== '__proto__');
    return fc.dictionary(key, one, { maxKeys: 3, noNullPrototype: true });
  }
  return field.repeated ? fc.array(one, { maxLength: 3 }) : one;
}

/** A value of a field, of one element of it where it is a list or a map. */
export function anyValue(field: protobuf.Field, depth: number): fc.Arbitrary<unknown> {
  const { resolvedType } = field;
  if (resolvedType instanceof protobuf.Type) return anyMessage(resolvedType, depth - 1);
  if (resolvedType instanceof protobuf.Enum) return fc.constantFrom(...Object.values(resolvedType.values), 77);
  const scalar = scalars[field.type];
  if (scalar === undefined) throw new Error(`no values of type ${field.type}`);
  return scalar;
}
