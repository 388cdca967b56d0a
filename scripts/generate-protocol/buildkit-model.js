import protobuf from 'protobufjs';
import { modules, shared } from './buildkit-modules.js';
import { canonicalField } from './names.js';

const nameOf = (type) => type.fullName.slice(1);
const canonicalOf = (type) => shared[nameOf(type)] ?? type.name;
/** Of a nested message or enum, too. */
function packageOf(type) {
  let { parent } = type;
  while (parent instanceof protobuf.Type) ({ parent } = parent);
  return nameOf(parent);
}

/** What the service's messages can reach of each package: `Map` of package to its messages, enums and services. */
export function buildkitModel(root) {
  const packages = new Map(
    Object.entries(modules).map(([name, { module, files }]) => [
      name,
      { name, module, files, messages: new Map(), enums: new Map(), services: [], uses: new Set() },
    ]),
  );
  for (const { name, files } of packages.values()) {
    if (files.length === 0) continue;
    for (const one of root.lookup(name).nestedArray) {
      if (one instanceof protobuf.Type) addMessage(packages, one);
      if (one instanceof protobuf.Service) packages.get(name).services.push(serviceOf(packages, one));
    }
  }
  return packages;
}

function serviceOf(packages, service) {
  const into = packages.get(nameOf(service.parent));
  return {
    name: service.name,
    doc: docOf(service),
    rpcs: service.methodsArray.map((method) => ({
      name: method.name,
      // Several services have a Solve, a Status, a DiffCopy.
      fullName: `${service.name}.${method.name}`,
      doc: docOf(method),
      path: `/${nameOf(service)}/${method.name}`,
      request: referenceTo(packages, into, method.resolvedRequestType),
      response: referenceTo(packages, into, method.resolvedResponseType),
      requestStream: Boolean(method.requestStream),
      responseStream: Boolean(method.responseStream),
    })),
  };
}

/** How a message of the package `into` says the message or enum `type`, which may be of another package. */
function referenceTo(packages, into, type) {
  const home = packages.get(packageOf(type));
  if (home === undefined) throw new Error(`${nameOf(type)} is of no known package`);
  const from = home === into ? '' : `${home.module}.`;
  if (from !== '') into.uses.add(home.module);
  if (type instanceof protobuf.Enum) {
    home.enums.set(type.name, { values: type.values, doc: docOf(type) });
    return { kind: 'enum', type: type.name, from, typeRef: `${from}${type.name}` };
  }
  addMessage(packages, type);
  const isShared = nameOf(type) in shared;
  const name = canonicalOf(type);
  return { kind: 'message', type: name, from, typeRef: isShared ? `m.${name}` : `${from}${name}` };
}

function addMessage(packages, type) {
  const into = packages.get(packageOf(type));
  const name = canonicalOf(type);
  if (into.messages.has(name)) return;
  const isShared = nameOf(type) in shared;
  const message = {
    name,
    doc: docOf(type),
    isShared,
    typeRef: isShared ? `m.${name}` : name,
    exported: false,
    fields: [],
    oneofs: [],
  };
  into.messages.set(name, message);
  const oneofs = new Map();
  for (const field of type.fieldsArray.toSorted((a, b) => a.id - b.id)) {
    const isOfAnother = field.resolvedType instanceof protobuf.Type && packageOf(field.resolvedType) !== into.name;
    const entry = {
      name: canonicalField(type.name, field.name),
      number: field.id,
      label: field.map ? 'map' : field.repeated ? 'repeated' : 'one',
      doc: docOf(field),
      ...(field.map && { keyKind: field.keyType }),
      ...(field.resolvedType ? referenceTo(packages, into, field.resolvedType) : { kind: field.type }),
    };
    if (field.partOf) {
      const oneof = canonicalField(type.name, field.partOf.name);
      entry.oneof = oneof;
      if (!oneofs.has(oneof)) oneofs.set(oneof, { name: oneof, doc: docOf(field.partOf), fields: [] });
      oneofs.get(oneof).fields.push(entry);
    }
    message.fields.push(entry);
    if (isOfAnother) packages.get(packageOf(field.resolvedType)).messages.get(entry.type).exported = true;
  }
  message.oneofs = [...oneofs.values()];
}

const docOf = (thing) => thing.comment?.replaceAll(/\s*\n\s*/g, ' ').trim() || undefined;
