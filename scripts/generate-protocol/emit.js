import { fieldNames, reader, unionReader } from './emit-reader.js';
import { unionWriter, writer } from './emit-writer.js';
import { lackingFields } from './model.js';
import { translated } from './names.js';
import { ownersOf } from './owners.js';

/** The TypeScript of the codecs of a message that has no revisions. */
export function emit(model, source) {
  const [parts] = partsOf([model]);
  const texts = [...parts.values()].map(({ text }) => text);
  const body = bodyOf(model, texts);
  return `${header(source, body)}\n\n${body}\n`;
}

/** The TypeScript of each revision's codecs. What is as in an earlier one is imported from there. */
export function emitRevisions(models, revisions, sourceOf) {
  const parts = partsOf(models);
  const owners = ownersOf(parts);
  const bodies = models.map((model, index) => {
    const own = [...parts[index]].filter(([name]) => owners[index].get(name) === index);
    return bodyOf(model, [...own.map(([, { text }]) => text), lacking(model, models)]);
  });
  const borrowed = models.map((model, index) =>
    [...owners[index]].flatMap(([name, owner]) =>
      owner === index ? [] : codeOf(model, name).flatMap((code) => (names(bodies[index], code) ? { code, owner } : [])),
    ),
  );
  return bodies.map((body, index) => {
    const lent = new Set(borrowed.flat().flatMap(({ code, owner }) => (owner === index ? code : [])));
    const imported = [...new Set(borrowed[index].map(({ owner }) => owner))].map((from) => {
      const codes = borrowed[index].flatMap(({ code, owner }) => (owner === from ? code : []));
      return `import { ${codes.join(', ')} } from './${revisions[from]}.js';\n`;
    });
    const exporting = body.replaceAll(/^(?:function|const) (\w+)/gm, (all, code) =>
      lent.has(code) ? `export ${all}` : all,
    );
    return `${header(sourceOf(revisions[index]), body)}\n${imported.join('')}\n${exporting}\n`;
  });
}

/** What the code of a message or enum is called. */
const codeOf = (model, name) => (model.enums.has(name) ? [name] : [`read${name}`, `write${name}`]);

/** Whether a text names some code, other than in a text of its own or as what belongs to something. */
const names = (text, code) => new RegExp(`(?<![\\w.'])${code}(?![\\w'])`).test(text);

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

function bodyOf(model, texts) {
  return [...texts, model.rpcs.length === 0 ? rootCodec(model) : service(model)].join('\n\n');
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
