import { translated } from './names.js';
import { lackingFields } from './model.js';

const wireTypes = { string: 2, bytes: 2, message: 2, translated: 2, bool: 0, int32: 0, uint32: 0, int64: 0, enum: 0 };
const defaults = { string: "''", bytes: 'read.noBytes', bool: 'false', int32: '0', uint32: '0', int64: '0n' };
const scalarTypes = {
  string: 'string',
  bytes: 'Uint8Array',
  bool: 'boolean',
  int32: 'number',
  uint32: 'number',
  int64: 'bigint',
};

const tagOf = (field) => (field.number << 3) | (field.label === 'one' ? wireTypes[field.kind] : 2);

/** The TypeScript of one revision's codecs. `models` are all revisions', to know what this one lacks. */
export function emit(model, models, source) {
  const parts = [];
  for (const [name, values] of model.enums) parts.push(`const ${name} = enumOf(${JSON.stringify(values)} as const);`);
  for (const message of model.messages.values()) {
    if (message.union) parts.push(unionReader(message), unionWriter(message));
    else parts.push(reader(message, models), writer(message));
  }
  parts.push(model.rpcs.length === 0 ? rootCodec(model) : service(model));
  const body = parts.join('\n\n');
  return `${header(source, body)}\n\n${body}\n`;
}

const imports = {
  'm.': "import type * as m from '../messages.js';",
  ServiceDefinition: "import type { ServiceDefinition } from '../methods.js';",
  'codec<': "import { codec } from '../codec.js';",
  'enumOf(': "import { enumOf } from '../wire-enum.js';",
  'EnumValue<': "import type { EnumValue } from '../wire-enum.js';",
  formatPrintFunc: "import { formatPrintFunc, parsePrintFunc } from '../print-func.js';",
  'read.': "import * as read from '../wire-reader.js';",
  'write.': "import * as write from '../wire-writer.js';",
  'Writable<': "import type { Writable } from '../writable.js';",
};

function header(source, body) {
  const used = Object.entries(imports).filter(([symbol]) => body.includes(symbol));
  return [
    `// Made from ${source} by scripts/generate-protocol.js: change those, not this.`,
    ...used.map(([, line]) => line),
  ].join('\n');
}

/** The canonical type of a message; a member of a union is that union's variant. */
function typeOf(message) {
  const { variantOf } = message;
  return variantOf === undefined
    ? `m.${message.name}`
    : `Extract<m.${variantOf.union}, { readonly kind: '${variantOf.kind}' }>`;
}

function elementType(field) {
  if (field.kind === 'message') return `m.${field.type}`;
  if (field.kind === 'enum') return `EnumValue<typeof ${field.type}>`;
  if (field.kind === 'translated') return `m.${translated[`BuildOptions.${field.name}`].type}`;
  return scalarTypes[field.kind];
}

function readOne(field) {
  switch (field.kind) {
    case 'message':
      return `read${field.type}(reader, read.endOfSubmessage(reader, end))`;
    case 'translated':
      return `${translated[`BuildOptions.${field.name}`].parse}(reader.string())`;
    case 'enum':
      return `${field.type}.fromNumber(reader.int32())`;
    case 'int64':
    case 'bytes':
      return `read.${field.kind}(reader)`;
    default:
      return `reader.${field.kind}()`;
  }
}

const canBeAbsent = (field) => field.label === 'one' && (field.kind === 'message' || field.kind === 'translated');

function declaration(field) {
  const type = elementType(field);
  if (field.label === 'repeated') return `let ${field.name}_: ${type}[] | undefined;`;
  if (field.label === 'map') return `let ${field.name}_: Record<string, ${type}> | undefined;`;
  if (canBeAbsent(field)) return `let ${field.name}_: ${type} | undefined;`;
  const initial = field.kind === 'enum' ? `${field.type}.fromNumber(0)` : defaults[field.kind];
  return `let ${field.name}_: ${type} = ${initial};`;
}

function readCase(field) {
  const value = readOne(field);
  if (field.label === 'repeated') return addCase(`${field.name}_`, value);
  if (field.label === 'map') {
    const tag = (2 << 3) | wireTypes[field.kind];
    const parameter = field.kind === 'message' ? 'end' : '';
    const fallback = field.kind === 'message' ? `read${field.type}(reader, reader.pos)` : defaults[field.kind];
    return `read.mapEntry(reader, end, (${field.name}_ ??= {}), ${tag}, (${parameter}) => ${value}, () => ${fallback});`;
  }
  return `${field.name}_ = ${value};`;
}

/** Not by a function for all: it would be slow for each, having seen so many types. */
function addCase(list, value) {
  return `{ const one = ${value}; if (${list} === undefined) ${list} = [one]; else ${list}.push(one); }`;
}

function reader(message, models) {
  const present = message.fields.filter((field) => !canBeAbsent(field));
  const absent = message.fields.filter(canBeAbsent);
  const lacking = lackingFields(message, models).filter((field) => !canBeAbsent(field));
  const literal = [
    ...(message.variantOf === undefined ? [] : [`kind: '${message.variantOf.kind}'`]),
    ...present.map((field) => `${field.name}: ${field.name}_${emptyOf(field)}`),
    ...lacking.map((field) => `${field.name}: ${lackingDefault(field)}`),
  ];
  return `function read${message.name}(reader: read.Reader, end: number): ${typeOf(message)} {
${message.fields.map((field) => `  ${declaration(field)}\n`).join('')}  while (reader.pos < end) {
    const tag = reader.tag();
${switchOn(message.fields.map((field) => `      case ${tagOf(field)}: ${readCase(field)} break;`))}
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

function switchOn(cases) {
  if (cases.length === 0) return '    read.skip(reader, tag);';
  return `    switch (tag) {\n${cases.join('\n')}\n      default: read.skip(reader, tag);\n    }`;
}

function lackingDefault(field) {
  if (field.label === 'repeated') return 'read.none';
  if (field.label === 'map') return 'read.noEntries';
  return defaults[field.kind];
}

const capital = (text) => text[0].toUpperCase() + text.slice(1);

function writer(message) {
  const name = message.variantOf === undefined ? message.name : `${message.variantOf.union}(${message.variantOf.kind})`;
  const lines = message.fields.map((field) => `  ${writeField(field, `'${name}.${field.name}'`)}\n`);
  const unused = lines.length === 0 ? '_' : '';
  return `function write${message.name}(${unused}writer: write.Writer, ${unused}message: m.Init<${typeOf(message)}>): void {
${lines.join('')}}`;
}

function writeField(field, where) {
  const value = `message.${field.name}`;
  const tag = tagOf(field);
  const by = field.kind === 'message' ? `, write${field.type}` : '';
  if (field.label === 'map') {
    const put = field.kind === 'message' ? `write.messageValue(write${field.type})` : `write.${field.kind}Value`;
    return `write.map(writer, ${tag}, ${value}, ${where}, ${put});`;
  }
  if (field.label === 'repeated') return `write.each${capital(field.kind)}(writer, ${tag}, ${value}, ${where}${by});`;
  if (field.kind === 'translated') {
    return `write.string(writer, ${tag}, ${translated[`BuildOptions.${field.name}`].format}(${value}), ${where});`;
  }
  if (field.kind === 'enum')
    return `write.int32(writer, ${tag}, ${field.type}.toNumber(${value}, ${where}), ${where});`;
  return `write.${field.kind}(writer, ${tag}, ${value}, ${where}${by});`;
}

function unionReader(message) {
  return `function read${message.name}(reader: read.Reader, end: number): m.${message.name} {
  let message: m.${message.name} = { kind: 'empty' };
  while (reader.pos < end) {
    const tag = reader.tag();
${switchOn(message.fields.map((field) => `      case ${tagOf(field)}: message = ${readOne(field)}; break;`))}
  }
  read.endAt(reader, end);
  return message;
}`;
}

function unionWriter(message) {
  const cases = message.fields.map(
    (field) =>
      `    case '${field.name}': return write.message(writer, ${tagOf(field)}, message, '${message.name}', write${field.type});`,
  );
  const kinds = [...message.fields.map((field) => field.name), 'empty'].join(', ');
  return `function write${message.name}(writer: write.Writer, message: m.Init<m.${message.name}>): void {
  switch (message.kind) {
${cases.join('\n')}
    case 'empty': return;
    default: throw write.mismatch('${message.name}.kind', (message as { kind?: unknown }).kind, 'one of ${kinds}');
  }
}`;
}

function rootCodec(model) {
  const [name] = model.messages.keys();
  return `export const ${name[0].toLowerCase()}${name.slice(1)} = codec<m.${name}>('${name}', read${name}, write${name});`;
}

function service(model) {
  const entries = model.rpcs.map(
    (rpc) => `  ${rpc.name}: {
    name: '${rpc.name}',
    path: '${rpc.path}',
    requestStream: ${rpc.requestStream},
    responseStream: ${rpc.responseStream},
    request: codec<m.${rpc.request}>('${rpc.request}', read${rpc.request}, write${rpc.request}),
    response: codec<m.${rpc.response}>('${rpc.response}', read${rpc.response}, write${rpc.response}),
  },`,
  );
  return `export const service = {\n${entries.join('\n')}\n} as const satisfies ServiceDefinition;`;
}
