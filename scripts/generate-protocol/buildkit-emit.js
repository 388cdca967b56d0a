import { docComment, header, rpcEntries } from './emit.js';
import { canBeAbsent, elementType } from './emit-field.js';
import { reader } from './emit-reader.js';
import { writer } from './emit-writer.js';

const byName = (a, b) => (a < b ? -1 : 1);

/** The TypeScript of one package: its types, with what the .proto file says of them, its codecs and its services. */
export function emitPackage({ messages, enums, services, uses, files }) {
  const parts = [];
  for (const [name, { values, doc }] of enums) {
    parts.push(
      `${docComment(doc)}export type ${name} = EnumValue<typeof ${name}>;\nexport const ${name} = enumOf(${JSON.stringify(values)} as const);`,
    );
  }
  for (const message of messages.values()) {
    if (!message.isShared) parts.push(typeDeclaration(message));
    parts.push(reader(message, []), writer(message));
  }
  parts.push(codecs([...messages.values()]));
  for (const service of services) {
    parts.push(
      `${docComment(service.doc)}export const ${service.name} = {\n${rpcEntries(service.rpcs)}\n} as const satisfies Readonly<Record<string, Rpc>>;`,
    );
  }
  const body = parts.join('\n\n');
  const others = [...uses].toSorted(byName).map((module) => `import * as ${module} from './${module}.js';\n`);
  const sources = files.length === 0 ? 'the well-known types' : files.map((file) => `proto/${file}`).join(', ');
  return `${header(sources, body, '../..')}\n${others.join('')}\n${body}\n`;
}

function codecs(messages) {
  const entries = messages.map(
    ({ name, typeRef }) => `  ${name}: codec<${typeRef}>('${name}', read${name}, write${name}),\n`,
  );
  return `/** The codec of each message, by the name of its type. */\nexport const codecs = {\n${entries.join('')}} as const;`;
}

function typeDeclaration(message) {
  const doc = docComment(message.doc);
  if (message.fields.length === 0) return `${doc}export type ${message.name} = Readonly<Record<never, never>>;`;
  const members = [
    ...message.fields.filter((field) => field.oneof === undefined).map(member),
    ...message.oneofs.map(oneofMember),
  ];
  return `${doc}export interface ${message.name} {\n${members.join('')}}`;
}

function member(field) {
  const type = elementType(field);
  const whole =
    field.label === 'repeated' ? `readonly ${listed(type)}[]` : field.label === 'map' ? `m.StringMap<${type}>` : type;
  return `${docComment(field.doc, '  ')}  readonly ${field.name}${canBeAbsent(field) ? '?' : ''}: ${whole};\n`;
}

const listed = (type) => (type.includes(' ') ? `(${type})` : type);

function oneofMember({ name, doc, fields }) {
  const cases = fields.map(
    (field) =>
      `${docComment(field.doc, '    ')}    | { readonly kind: '${field.name}'; readonly value: ${elementType(field)} }`,
  );
  return `${docComment(doc, '  ')}  readonly ${name}?:\n${cases.join('\n')};\n`;
}

/** The type that names every RPC of these packages. */
export function emitNames(packages) {
  const rpcs = packages.flatMap(({ services }) => services.flatMap((service) => service.rpcs));
  return `// Made from proto/ by scripts/generate-protocol.js: change those, not this.

/**
 * The name of an RPC between BuildKit and a client, such as \`'Control.Solve'\`; those of the services that a client
 * serves inside of a session are among them, such as \`'FileSync.DiffCopy'\`.
 *
 * @since 0.1.0
 */
export type BuildKitMethodName =
${rpcs.map(({ fullName }) => `  | '${fullName}'`).join('\n')};
`;
}
