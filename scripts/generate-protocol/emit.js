import { fieldNames, reader, unionReader } from './emit-reader.js';
import { unionWriter, writer } from './emit-writer.js';
import { lackingFields } from './model.js';
import { translated } from './names.js';
import { ownersOf } from './owners.js';

/** The TypeScript of the codecs of a service, or of a message, that has no revisions. */
export function emit(model, source) {
  const [parts] = partsOf([model]);
  return emitModule(
    model,
    [...parts.values()].map(({ text }) => text),
    [],
    source,
  );
}

/** The TypeScript of each revision's codecs. What is as in an earlier one is imported from there. */
export function emitRevisions(models, revisions, sourceOf) {
  const parts = partsOf(models);
  const owners = ownersOf(parts);
  const borrowed = (name) => owners.some((own, index) => own.has(name) && own.get(name) !== index);
  return models.map((model, index) => {
    const own = [...parts[index]].filter(([name]) => owners[index].get(name) === index);
    const texts = own.map(([name, { text }]) => (borrowed(name) ? text.replaceAll(declarations, 'export $&') : text));
    texts.push(lacking(model, models));
    const others = [...parts[index].keys()]
      .filter((name) => owners[index].get(name) !== index)
      .map((name) => ({
        from: revisions[owners[index].get(name)],
        names: model.enums.has(name) ? [name] : [`read${name}`, `write${name}`],
      }));
    return emitModule(model, texts, others, sourceOf(revisions[index]));
  });
}

/** What another module may import: not the names of fields, which only a reader needs. */
const declarations = /^(?:function (?:read|write)\w|const (?!fieldsOf)\w)/gm;

/** The code of each message and enum of each model, by its name, and what it refers to. `models` are all revisions'. */
function partsOf(models) {
  return models.map(
    (model) =>
      new Map([
        ...[...model.enums].map(([name, values]) => [
          name,
          { text: `const ${name} = enumOf(${JSON.stringify(values)} as const);`, uses: [] },
        ]),
        ...[...model.messages.values()].map((message) => [
          message.name,
          {
            text: [
              ...fieldNames(message),
              ...(message.union
                ? [unionReader(message), unionWriter(message)]
                : [reader(message, models), writer(message)]),
            ].join('\n\n'),
            uses: message.fields.flatMap(({ type }) => type ?? []),
          },
        ]),
      ]),
  );
}

function emitModule(model, texts, others, source) {
  const body = [...texts, model.rpcs.length === 0 ? rootCodec(model) : service(model)].join('\n\n');
  return `${[header(source, body), ...borrowing(others, body)].join('\n')}\n\n${body}\n`;
}

/** The lines that import what other revisions have, as far as this one's code names it. */
function borrowing(others, body) {
  const isNamed = (name) => new RegExp(`(?<![\\w.'])${name}(?![\\w'])`).test(body);
  return [...new Set(others.map(({ from }) => from))].flatMap((from) => {
    const names = others.flatMap((one) => (one.from === from ? one.names.filter(isNamed) : []));
    return names.length === 0 ? [] : [`import { ${names.join(', ')} } from './${from}.js';`];
  });
}

const imports = {
  'm.': "import type * as m from '../messages.js';",
  'Rpc>': "import type { Rpc } from '../rpc.js';",
  ServiceDefinition: "import type { ServiceDefinition } from '../methods.js';",
  'codec<': "import { codec } from '../codec.js';",
  'enumOf(': "import { enumOf } from '../wire-enum.js';",
  'EnumValue<': "import type { EnumValue } from '../wire-enum.js';",
  formatPrintFunc: "import { formatPrintFunc, parsePrintFunc } from '../print-func.js';",
  'read.': "import * as read from '../wire-reader.js';",
  'write.': "import * as write from '../wire-writer.js';",
  'Writable<': "import type { Writable } from '../writable.js';",
};

export function header(source, body, home = '..') {
  const used = Object.entries(imports).filter(([symbol]) =>
    new RegExp(`(?<![\\w.])${symbol.replaceAll(/[.(]/g, '\\$&')}`).test(body),
  );
  return [
    `// Made from ${source} by scripts/generate-protocol.js: change those, not this.`,
    ...used.map(([, line]) => line.replace("'..", `'${home}`)),
  ].join('\n');
}

function rootCodec(model) {
  const [name] = model.messages.keys();
  return `export const ${name[0].toLowerCase()}${name.slice(1)} = codec<m.${name}>('${name}', read${name}, write${name});`;
}

function service(model) {
  return `export const service = {\n${rpcEntries(model.rpcs)}\n} as const satisfies ServiceDefinition;`;
}

export function rpcEntries(rpcs) {
  const entries = rpcs.map(
    (rpc) => `${docComment(rpc.doc, '  ')}  ${rpc.name}: {
    name: '${rpc.fullName ?? rpc.name}',
    path: '${rpc.path}',
    requestStream: ${rpc.requestStream},
    responseStream: ${rpc.responseStream},
    request: ${codecOf(rpc.request)},
    response: ${codecOf(rpc.response)},
  },`,
  );
  return entries.join('\n');
}

export const docComment = (doc, indent = '') => (doc === undefined ? '' : `${indent}/** ${doc} */\n`);

/** Of a message by its name, or of one that has its codec already, in this module or another. */
function codecOf(message) {
  return typeof message === 'string'
    ? `codec<m.${message}>('${message}', read${message}, write${message})`
    : `${message.from}codecs.${message.type}`;
}

/** The fields of each message that other revisions have and this one lacks. */
function lacking(model, models) {
  const names = new Set(models.flatMap(({ messages }) => [...messages.keys()]));
  const entries = [...names].flatMap((name) => {
    const fields = lackingFields(model.messages.get(name) ?? { name, fields: translatedFields(name) }, models);
    return fields.length === 0 ? [] : [`  ${name}: [${fields.map((field) => `'${field.name}'`).join(', ')}],\n`];
  });
  return `export const lacking = {\n${entries.join('')}};`;
}

/** The fields that a message has where a text on the wire stands for it. */
function translatedFields(message) {
  const { fields = [] } = Object.values(translated).find(({ type }) => type === message) ?? {};
  return fields.map((name) => ({ name }));
}

/** The TypeScript of the services of all revisions, and of what their messages lack, by their names. */
export function emitServices(revisions) {
  const name = (revision) => revision.replaceAll(/\W/g, '');
  const imports = revisions.map(
    (revision) =>
      `import { lacking as lacking${name(revision)}, service as service${name(revision)} } from './${revision}.js';\n`,
  );
  const entries = (kind) => revisions.map((revision) => `  '${revision}': ${kind}${name(revision)},\n`).join('');
  return `// Made from the folders of proto/ by scripts/generate-protocol.js: change those, not this.
import type { ServiceDefinition } from '../methods.js';
${imports.join('')}
export const services = {
${entries('service')}} as const satisfies Readonly<Record<string, ServiceDefinition>>;

export const lacking = {
${entries('lacking')}};
`;
}
