import { expect } from 'chai';
import protobuf from 'protobufjs';
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

describe('revision 0.12', () => {
  const before = describeAll(loadRevision('2023-04'));
  const now = describeAll(loadRevision('0.12'));

  it('adds Inspect and PrintFunc', () => {
    const added = Object.keys(now).filter((name) => !(name in before));
    expect(added.toSorted()).to.deep.equal(['InspectRequest', 'InspectResponse', 'PrintFunc']);
    expect(now['Controller']).to.deep.include({ Inspect: 'InspectRequest -> InspectResponse' });
  });

  it('changes BuildOptions, InvokeConfig and the service, and nothing else', () => {
    const changed = Object.keys(before).filter((name) => JSON.stringify(now[name]) !== JSON.stringify(before[name]));
    expect(changed.toSorted()).to.deep.equal(['BuildOptions', 'Controller', 'InvokeConfig']);
  });

  it('renumbers the end of BuildOptions', () => {
    const fields = Object.entries(now['BuildOptions']!).filter(([key]) => Number(key) === 3 || Number(key) >= 24);
    expect(Object.fromEntries(fields)).to.deep.equal({
      3: 'PrintFunc: .buildx.controller.v1.PrintFunc',
      24: 'NoCache: bool',
      25: 'Pull: bool',
      26: 'ExportPush: bool',
      27: 'ExportLoad: bool',
      28: 'SourcePolicy: .moby.buildkit.v1.sourcepolicy.Policy',
      29: 'Ref: string',
      30: 'GroupRef: string',
      31: 'Annotations: repeated string',
    });
  });

  it('adds Initial and NoCmd to InvokeConfig', () => {
    expect(now['InvokeConfig']).to.deep.equal({ ...before['InvokeConfig'], 10: 'Initial: bool', 11: 'NoCmd: bool' });
  });
});

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
