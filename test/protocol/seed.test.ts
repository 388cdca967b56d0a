import { expect } from 'chai';
import protobuf from 'protobufjs';
import { type Revision, revisions } from '../../src/protocol/revision.js';
import { loadRevision, loadSeed } from './proto-files.js';

const protocolPackage = 'buildx.controller.v1';

describe('revision 2023-04', () => {
  const seed = describeAll(loadSeed());
  const ours = describeAll(loadRevision('2023-04'));

  it('has the messages and the service of the protocol that was given, and no others', () => {
    expect(Object.keys(ours).toSorted()).to.deep.equal(Object.keys(seed).toSorted());
    expect(Object.keys(seed)).to.have.length(35).and.to.include('Controller');
  });

  for (const [name, description] of Object.entries(seed)) {
    it(`has ${name} as it was given`, () => {
      expect(ours[name]).to.deep.equal(description);
    });
  }
});

/** What a revision has that the one before it has not, or has otherwise; undefined is what it lost. */
const changes: readonly (readonly [before: Revision, now: Revision, Readonly<Record<string, Partial<Description>>>])[] =
  [
    [
      '2023-04',
      '0.11',
      {
        Controller: { Inspect: 'InspectRequest -> InspectResponse' },
        InspectRequest: { 1: 'Ref: string' },
        InspectResponse: { 1: 'Options: .buildx.controller.v1.BuildOptions' },
        PrintFunc: { 1: 'Name: string', 2: 'Format: string' },
        BuildOptions: {
          3: 'PrintFunc: .buildx.controller.v1.PrintFunc',
          24: 'NoCache: bool',
          25: 'Pull: bool',
          26: 'ExportPush: bool',
          27: 'ExportLoad: bool',
          28: 'SourcePolicy: .moby.buildkit.v1.sourcepolicy.Policy',
        },
        InvokeConfig: { 10: 'Initial: bool' },
      },
    ],
    [
      '0.11',
      '0.12',
      {
        BuildOptions: { 29: 'Ref: string', 30: 'GroupRef: string', 31: 'Annotations: repeated string' },
        InvokeConfig: { 11: 'NoCmd: bool' },
      },
    ],
    ['0.12', '0.14', { BuildOptions: { 32: 'WithProvenanceResponse: bool' }, PrintFunc: { 3: 'IgnoreStatus: bool' } }],
    ['0.14', '0.16', { BuildOptions: { 32: 'ProvenanceResponseMode: string' } }],
    [
      '0.16',
      '0.17',
      {
        BuildOptions: { 3: 'CallFunc: .buildx.controller.v1.CallFunc' },
        PrintFunc: { 1: undefined, 2: undefined, 3: undefined },
        CallFunc: { 1: 'Name: string', 2: 'Format: string', 3: 'IgnoreStatus: bool' },
      },
    ],
    [
      '0.17',
      '0.18',
      Object.fromEntries(
        [
          'ListProcessesRequest',
          'DisconnectProcessRequest',
          'BuildRequest',
          'InspectRequest',
          'DisconnectRequest',
          'ListRequest',
          'InputInitMessage',
          'InitMessage',
          'StatusRequest',
        ].map((name) => [name, { 1: 'SessionID: string' }]),
      ),
    ],
  ];

for (const [before, now, expected] of changes) {
  describe(`revision ${now}`, () => {
    it(`changes of ${before} what it should, and nothing else`, () => {
      expect(differences(describeAll(loadRevision(before)), describeAll(loadRevision(now)))).to.deep.equal(expected);
    });
  });
}

it('Every revision but the first is held against the one before it', () => {
  expect(changes.map(([before, now]) => [before, now])).to.deep.equal(
    revisions.slice(1).map((now, index) => [revisions[index], now]),
  );
});

function differences(before: Readonly<Record<string, Description>>, now: typeof before): object {
  const names = new Set([...Object.keys(before), ...Object.keys(now)]);
  const changed = [...names].flatMap((name) => {
    const [was = {}, is = {}] = [before[name], now[name]];
    const keys = new Set([...Object.keys(was), ...Object.keys(is)]);
    const parts = [...keys].filter((key) => was[key] !== is[key]).map((key) => [key, is[key]]);
    return parts.length === 0 ? [] : [[name, Object.fromEntries(parts)]];
  });
  return Object.fromEntries(changed) as object;
}

type Description = Readonly<Record<string, string>>;

/** Everything that decides about the wire, by name: fields by number, RPCs by name. */
function describeAll(root: protobuf.Root): Readonly<Record<string, Description>> {
  const namespace = root.lookup(protocolPackage) as protobuf.Namespace;
  return Object.fromEntries(namespace.nestedArray.map((item) => [item.name, describeItem(item)]));
}

function describeItem(item: protobuf.ReflectionObject): Description {
  if (item instanceof protobuf.Type) {
    return Object.fromEntries(item.fieldsArray.map((field) => [field.id, describeField(field)]));
  }
  if (item instanceof protobuf.Service) {
    return Object.fromEntries(item.methodsArray.map((method) => [method.name, describeMethod(method)]));
  }
  throw new Error(`what is ${item.fullName}?`);
}

function describeField(field: protobuf.Field): string {
  const type = field.resolvedType?.fullName ?? field.type;
  const label = field instanceof protobuf.MapField ? `map<${field.keyType}> ` : field.repeated ? 'repeated ' : '';
  const oneof = field.partOf ? ` of ${field.partOf.name}` : '';
  return `${field.name}: ${label}${type}${oneof}`;
}

function describeMethod(method: protobuf.Method): string {
  const request = `${method.requestStream ? 'stream ' : ''}${method.requestType}`;
  return `${request} -> ${method.responseStream ? 'stream ' : ''}${method.responseType}`;
}
