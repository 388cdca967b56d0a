/**
 * Where the canonical shape (src/protocol/messages.ts) departs from the wire's spelling. Everything else follows from
 * {@link canonicalName}: `ContextPath` is `contextPath`, `ProcessID` is `processId`, `match_type` is `matchType`.
 */

/** Wire message (last part of its name) to canonical type. */
const messageNames = {
  SSH: 'Ssh',
  PrintFunc: 'CallFunc',
  Policy: 'SourcePolicy',
  Rule: 'SourcePolicyRule',
  Selector: 'SourcePolicySelector',
  Update: 'SourcePolicyUpdate',
  AttrConstraint: 'SourcePolicyConstraint',
  Message: 'InvokeMessage',
  Status: 'RpcStatusMessage',
  Any: 'AnyMessage',
};

/** Wire message and field to canonical field. */
const fieldNames = {
  'BuildOptions.PrintFunc': 'callFunc',
  'ListProcessesResponse.Infos': 'processes',
  'ListResponse.keys': 'refs',
  'StatusResponse.vertexes': 'vertices',
  'VertexLog.msg': 'message',
};

/** The controller's messages that name a session by its `SessionID` from 0.18, and by its `Ref` before. */
const ofSessions = new Set([
  'BuildRequest',
  'DisconnectProcessRequest',
  'DisconnectRequest',
  'InitMessage',
  'InputInitMessage',
  'InspectRequest',
  'ListProcessesRequest',
  'ListRequest',
  'StatusRequest',
]);

/** Messages that are one oneof and nothing else: a union by `kind` in the canonical shape. */
export const unions = new Set(['InputMessage', 'InvokeMessage']);

/**
 * String fields of some revisions that are a message in the canonical shape, the functions that translate, and
 * the fields that the text has. They live in src/protocol/print-func.ts.
 */
export const translated = {
  'BuildOptions.callFunc': {
    parse: 'parsePrintFunc',
    format: 'formatPrintFunc',
    type: 'CallFunc',
    fields: ['name', 'format'],
  },
};

/** Fields of shared BuildKit messages that are younger than the servers of some revisions, and those revisions. */
const youngFields = {
  'SourceInfo.language': (revision) => revision === '2023-04',
  // Younger than the last of them.
  'OpMetadata.linuxResources': () => true,
};

/** Whether a server of that revision does not know a field of a shared message yet. */
export function lacks(revision, field) {
  return youngFields[field]?.(revision) ?? false;
}

export function canonicalMessage(wireName) {
  return messageNames[wireName] ?? wireName;
}

export function canonicalField(wireMessage, wireField) {
  if (wireField === 'SessionID' && ofSessions.has(wireMessage)) return 'ref';
  return fieldNames[`${wireMessage}.${wireField}`] ?? canonicalName(wireField);
}

/** Lower camel case; a run of capitals is one word. */
export function canonicalName(name) {
  const words = name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+/g) ?? [name];
  return words
    .map((word, index) => (index === 0 ? word.toLowerCase() : word[0].toUpperCase() + word.slice(1).toLowerCase()))
    .join('');
}
