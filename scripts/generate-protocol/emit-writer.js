import { defaults, enumName, exported, oneofsOf, partOf, tagOf, typeOf } from './emit-field.js';
import { translated } from './names.js';

const capital = (text) => text[0].toUpperCase() + text.slice(1);

export function writer(message) {
  const name = message.variantOf === undefined ? message.name : `${message.variantOf.union}(${message.variantOf.kind})`;
  const lines = [
    ...message.fields
      .filter((field) => field.oneof === undefined)
      .map((field) => `  ${writeField(field, `'${name}.${field.name}'`)}\n`),
    ...oneofsOf(message).map((oneof) => writeOneof(message, oneof)),
  ];
  const unused = lines.length === 0 ? '_' : '';
  return `${exported(message)}function write${message.name}(${unused}writer: write.Writer, ${unused}message: m.Init<${typeOf(message)}>): void {
${lines.join('')}}`;
}

/** The case that is set goes out even with its default, for its being there says something. */
function writeOneof(message, { name, fields }) {
  const where = `'${message.name}.${name}'`;
  const cases = fields.map((field) => {
    const by = field.kind === 'message' ? `write.messageValue(${partOf(field, 'write')})` : `write.${field.kind}Value`;
    const fallback = field.kind === 'message' ? '{}' : defaults[field.kind];
    return `      case '${field.name}': ${by}(writer, ${field.number}, ${name}.value === undefined ? ${fallback} : ${name}.value, ${where}); break;\n`;
  });
  const kinds = fields.map((field) => field.name).join(', ');
  return `  const { ${name} } = message;
  if (${name} !== undefined) {
    write.checkObject(${name}, ${where});
    switch (${name}.kind) {
${cases.join('')}      default: throw write.mismatch('${message.name}.${name}.kind', (${name} as { kind?: unknown }).kind, 'one of ${kinds}');
    }
  }\n`;
}

function writeField(field, where) {
  const value = `message.${field.name}`;
  const tag = tagOf(field);
  const by = field.kind === 'message' ? `, ${partOf(field, 'write')}` : '';
  if (field.label === 'map') {
    const put = field.kind === 'message' ? `write.messageValue(${partOf(field, 'write')})` : `write.${field.kind}Value`;
    const map = field.keyKind === 'int64' ? 'int64Map' : 'map';
    return `write.${map}(writer, ${tag}, ${value}, ${where}, ${put});`;
  }
  if (field.label === 'repeated') return `write.each${capital(field.kind)}(writer, ${tag}, ${value}, ${where}${by});`;
  if (field.kind === 'translated') {
    return `write.string(writer, ${tag}, ${translated[`BuildOptions.${field.name}`].format}(${value}), ${where});`;
  }
  if (field.kind === 'enum')
    return `write.int32(writer, ${tag}, ${enumName(field)}.toNumber(${value}, ${where}), ${where});`;
  return `write.${field.kind}(writer, ${tag}, ${value}, ${where}${by});`;
}

export function unionWriter(message) {
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
