import {
  canBeAbsent,
  defaultOf,
  defaults,
  elementType,
  enumName,
  exported,
  oneofsOf,
  partOf,
  tagOf,
  typeOf,
  wireTypeOf,
} from './emit-field.js';
import { lackingFields } from './model.js';
import { translated } from './names.js';

function readOne(field) {
  switch (field.kind) {
    case 'message':
      return `${partOf(field, 'read')}(reader, read.endOfSubmessage(reader, end))`;
    case 'translated':
      return `${translated[`BuildOptions.${field.name}`].parse}(reader.string())`;
    case 'enum':
      return `${enumName(field)}.fromNumber(reader.int32())`;
    case 'int64':
    case 'uint64':
    case 'bytes':
      return `read.${field.kind}(reader)`;
    default:
      return `reader.${field.kind}()`;
  }
}

function declaration(field) {
  const type = elementType(field);
  if (field.label === 'repeated') return `let ${field.name}_: ${type}[] | undefined;`;
  if (field.label === 'map') return `let ${field.name}_: Record<string, ${type}> | undefined;`;
  if (canBeAbsent(field)) return `let ${field.name}_: ${type} | undefined;`;
  return `let ${field.name}_: ${type} = ${defaultOf(field)};`;
}

function readCase(field) {
  const value = readOne(field);
  if (field.label === 'repeated') return addCase(`${field.name}_`, value);
  if (field.label === 'map') {
    const tag = (2 << 3) | wireTypeOf(field);
    const parameter = field.kind === 'message' ? 'end' : '';
    const key = field.keyKind === 'int64' ? ', read.int64Key' : '';
    return `read.mapEntry(reader, end, (${field.name}_ ??= {}), ${tag}, (${parameter}) => ${value}, () => ${defaultOf(field)}${key});`;
  }
  if (field.oneof !== undefined) return `${field.oneof}_ = { kind: '${field.name}', value: ${value} };`;
  return `${field.name}_ = ${value};`;
}

/** Not by a function for all: it would be slow for each, having seen so many types. */
function addCase(list, value) {
  return `{ const one = ${value}; if (${list} === undefined) ${list} = [one]; else ${list}.push(one); }`;
}

/** A number's list comes in one piece, or, from old encoders, each number by itself. */
function readCases(field) {
  const cases = [[tagOf(field), readCase(field)]];
  if (field.label === 'repeated' && wireTypeOf(field) === 0) {
    cases[0][1] = `read.packed(reader, end, (${field.name}_ ??= []), (reader) => ${readOne(field)});`;
    cases.push([field.number << 3, readCase(field)]);
  }
  return cases.map(([tag, what]) => `      case ${tag}: ${what} break;`);
}

export function reader(message, models) {
  const inOneof = (field) => field.oneof !== undefined;
  const oneofs = oneofsOf(message);
  const fields = message.fields.filter((field) => !inOneof(field));
  const present = fields.filter((field) => !canBeAbsent(field));
  const absent = [...fields.filter(canBeAbsent), ...oneofs];
  const lacking = lackingFields(message, models).filter((field) => !canBeAbsent(field));
  const literal = [
    ...(message.variantOf === undefined ? [] : [`kind: '${message.variantOf.kind}'`]),
    ...present.map((field) => `${field.name}: ${field.name}_${emptyOf(field)}`),
    ...lacking.map((field) => `${field.name}: ${lackingDefault(field)}`),
  ];
  return `${exported(message)}function read${message.name}(reader: read.Reader, end: number): ${typeOf(message)} {
${fields.map((field) => `  ${declaration(field)}\n`).join('')}${oneofs
  .map(({ name }) => `  let ${name}_: ${typeOf(message)}['${name}'];\n`)
  .join('')}  while (reader.pos < end) {
    const tag = reader.tag();
${switchOn(message.fields.flatMap(readCases), message)}
  }
  read.endAt(reader, end);
  const message: Writable<${typeOf(message)}> = { ${literal.join(', ')} };
${absent.map((field) => `  if (${field.name}_ !== undefined) message.${field.name} = ${field.name}_;\n`).join('')}  return message;
}`;
}

/** What is empty is the same in all messages. */
function emptyOf(field) {
  return field.label === 'one' ? '' : ` ?? ${lackingDefault(field)}`;
}

/** A field whose name on the wire is known may be refused when it comes with another wire type than its own. */
function switchOn(cases, { name, fields }) {
  if (cases.length === 0) return '    read.skip(reader, tag);';
  const other = fields.some(isNamed) ? `read.mistyped(reader, tag, fieldsOf${name})` : 'read.skip(reader, tag)';
  return `    switch (tag) {\n${cases.join('\n')}\n      default: ${other};\n    }`;
}

const isNamed = (field) => field.wireName !== undefined;

/** The names on the wire, as Go spells them, by number; 0 is the message's own. */
export function fieldNames({ name, wireName: own, fields }) {
  const named = fields.filter(isNamed).map(({ number, wireName }) => `${number}: '${goName(wireName)}'`);
  return named.length === 0 ? [] : [`const fieldsOf${name} = { ${[`0: '${own}'`, ...named].join(', ')} };`];
}

function goName(wireName) {
  return wireName
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

function lackingDefault(field) {
  if (field.label === 'repeated') return 'read.none';
  if (field.label === 'map') return 'read.noEntries';
  return defaults[field.kind];
}

export function unionReader(message) {
  return `function read${message.name}(reader: read.Reader, end: number): m.${message.name} {
  let message: m.${message.name} = { kind: 'empty' };
  while (reader.pos < end) {
    const tag = reader.tag();
${switchOn(
  message.fields.map((field) => `      case ${tagOf(field)}: message = ${readOne(field)}; break;`),
  message,
)}
  }
  read.endAt(reader, end);
  return message;
}`;
}
