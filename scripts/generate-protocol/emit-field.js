import { translated } from './names.js';

const wireTypes = { string: 2, bytes: 2, message: 2, translated: 2 };
export const defaults = {
  string: "''",
  bytes: 'read.noBytes',
  bool: 'false',
  int32: '0',
  uint32: '0',
  int64: '0n',
  uint64: '0n',
};
const scalarTypes = {
  string: 'string',
  bytes: 'Uint8Array',
  bool: 'boolean',
  int32: 'number',
  uint32: 'number',
  int64: 'bigint',
  uint64: 'bigint',
};

export const wireTypeOf = (field) => wireTypes[field.kind] ?? 0;
/** Lists, of numbers too, and maps come as bytes of a known length. */
export const tagOf = (field) => (field.number << 3) | (field.label === 'one' ? wireTypeOf(field) : 2);

/** The canonical type of a message; a member of a union is that union's variant. */
export function typeOf(message) {
  const { variantOf } = message;
  return variantOf === undefined
    ? (message.typeRef ?? `m.${message.name}`)
    : `Extract<m.${variantOf.union}, { readonly kind: '${variantOf.kind}' }>`;
}

/** The function that reads or writes a field's message: `from` is the module that has it, where that is another. */
export const partOf = (field, verb) => `${field.from ?? ''}${verb}${field.type}`;
export const enumName = (field) => `${field.from ?? ''}${field.type}`;

export function elementType(field) {
  if (field.kind === 'message') return field.typeRef ?? `m.${field.type}`;
  if (field.kind === 'enum') return field.typeRef ?? `EnumValue<typeof ${field.type}>`;
  if (field.kind === 'translated') return `m.${translated[`BuildOptions.${field.name}`].type}`;
  return scalarTypes[field.kind];
}

export const canBeAbsent = (field) =>
  field.label === 'one' && (field.kind === 'message' || field.kind === 'translated');

export function defaultOf(field) {
  if (field.kind === 'enum') return `${enumName(field)}.fromNumber(0)`;
  if (field.kind === 'message') return `${partOf(field, 'read')}(reader, reader.pos)`;
  return defaults[field.kind];
}

export const oneofsOf = (message) => message.oneofs ?? [];

/** Messages that other modules' messages hold are exported. */
export const exported = (message) => (message.exported ? 'export ' : '');
