import path from 'node:path';
import protobuf from 'protobufjs';
import { canonicalField, canonicalMessage, canonicalName, lacks, translated, unions } from './names.js';

/**
 * @typedef {{ name: string, wireName: string, number: number, kind: string, label: 'one' | 'repeated' | 'map', type?: string }} Field
 *   `kind` is a scalar's name, `message`, `enum` or `translated`; `type` the canonical name of a message or enum.
 * @typedef {{ name: string, wireName: string, union: boolean, variantOf?: { union: string, kind: string }, fields: Field[] }} Message
 * @typedef {{ name: string, path: string, request: string, response: string, requestStream: boolean, responseStream: boolean }} Rpc
 * @typedef {{ messages: Map<string, Message>, enums: Map<string, Record<string, number>>, rpcs: Rpc[] }} Model
 */

/** Reads .proto files with their comments; imports are looked for below `includeDirs`, then among those that protobufjs brings along. */
export function loadProto(files, includeDirs) {
  const root = new protobuf.Root();
  root.resolvePath = (_origin, target) => {
    if (path.isAbsolute(target)) return target;
    if (protobuf.common.get(target) !== null) return target;
    return path.join(includeDirs[0], target);
  };
  return root.loadSync(files, { keepCase: true, alternateCommentMode: true }).resolveAll();
}

/** The canonical model of all messages that can be reached from a service, or from one message. */
export function modelOf(root, entry, revision) {
  /** @type {Model} */
  const model = { messages: new Map(), enums: new Map(), rpcs: [] };
  const start = root.lookup(entry);
  if (start instanceof protobuf.Service) {
    for (const method of start.methodsArray) {
      addMessage(model, method.resolvedRequestType, revision);
      addMessage(model, method.resolvedResponseType, revision);
      model.rpcs.push({
        name: method.name,
        path: `/${entry}/${method.name}`,
        request: canonicalMessage(method.resolvedRequestType.name),
        response: canonicalMessage(method.resolvedResponseType.name),
        requestStream: Boolean(method.requestStream),
        responseStream: Boolean(method.responseStream),
      });
    }
  } else {
    addMessage(model, start, revision);
  }
  return model;
}

function addMessage(model, type, revision, variantOf) {
  const name = canonicalMessage(type.name);
  if (model.messages.has(name)) return;
  const union = unions.has(name);
  /** @type {Message} */
  const message = { name, wireName: type.name, union, fields: [], ...(variantOf && { variantOf }) };
  model.messages.set(name, message);
  for (const field of type.fieldsArray.toSorted((a, b) => a.id - b.id)) {
    const canonical = canonicalField(type.name, field.name);
    if (revision !== undefined && lacks(revision, `${name}.${canonical}`)) continue;
    const resolved = field.resolvedType;
    const label = field.map ? 'map' : field.repeated ? 'repeated' : 'one';
    const entry = { name: canonical, wireName: field.name, number: field.id, label };
    if (resolved instanceof protobuf.Type) {
      addMessage(model, resolved, revision, union ? { union: name, kind: canonicalName(field.name) } : undefined);
      message.fields.push({ ...entry, kind: 'message', type: canonicalMessage(resolved.name) });
    } else if (resolved instanceof protobuf.Enum) {
      model.enums.set(resolved.name, resolved.values);
      message.fields.push({ ...entry, kind: 'enum', type: resolved.name });
    } else if (translated[`${name}.${canonical}`] !== undefined) {
      message.fields.push({ ...entry, kind: 'translated' });
    } else {
      message.fields.push({ ...entry, kind: field.type });
    }
  }
}

/** Fields that the canonical message has in another revision only: decoded as their default, never encoded. */
export function lackingFields(message, models) {
  const known = new Set(message.fields.map((field) => field.name));
  const lacking = new Map();
  for (const model of models) {
    for (const field of model.messages.get(message.name)?.fields ?? []) {
      if (!known.has(field.name)) lacking.set(field.name, field);
    }
  }
  return [...lacking.values()];
}
