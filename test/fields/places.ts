import protobuf from 'protobufjs';
import { loadRevision } from '../protocol/proto-files.js';
import { serviceName } from '../../src/protocol/service.js';
import { type Revision, revisions } from '../../src/protocol/revision.js';

/** One field of one message, where it can be on the wire: in the requests or in the replies of an RPC. */
export interface Place {
  readonly revision: Revision;
  readonly method: string;
  readonly way: 'request' | 'reply';
  readonly message: string;
  readonly field: string;
}

/** What the shared files of BuildKit have only since there is no controller any more: it is in none of its messages. */
const later = new Set(['OpMetadata.linux_resources']);

const services = new Map<Revision, protobuf.Service>();

function serviceOf(revision: Revision): protobuf.Service {
  const known = services.get(revision);
  if (known !== undefined) return known;
  const service = loadRevision(revision).lookupService(serviceName);
  services.set(revision, service);
  return service;
}

/** What the messages of an RPC are, as its revision's proto says. */
export function typeOf({ revision, method, way }: Pick<Place, 'revision' | 'method' | 'way'>): protobuf.Type {
  const rpc = serviceOf(revision).methods[method];
  const type = way === 'request' ? rpc?.resolvedRequestType : rpc?.resolvedResponseType;
  if (!type) throw new Error(`${revision} has no ${method}`);
  return type;
}

/** Every field of every revision, in the first that has it: what looks at a field is the same code in all. */
export function places(): readonly Place[] {
  const seen = new Set<string>();
  return revisions.flatMap(placesOf).filter(({ method, way, message, field }) => {
    const name = `${method} ${way} ${message}.${field}`;
    const isNew = !seen.has(name);
    seen.add(name);
    return isNew;
  });
}

/** Every field that can be reached from the RPCs of a revision, in the order of its proto. */
function placesOf(revision: Revision): readonly Place[] {
  return serviceOf(revision).methodsArray.flatMap(({ name: method }) =>
    (['request', 'reply'] as const).flatMap((way) =>
      reachable(typeOf({ revision, method, way })).flatMap((type) =>
        fieldsOf(type).map((field) => ({ revision, method, way, message: type.name, field: field.name })),
      ),
    ),
  );
}

function reachable(start: protobuf.Type): readonly protobuf.Type[] {
  const found = new Set([start]);
  for (const type of found) {
    for (const { resolvedType } of fieldsOf(type)) if (resolvedType instanceof protobuf.Type) found.add(resolvedType);
  }
  return [...found];
}

function fieldsOf(type: protobuf.Type): readonly protobuf.Field[] {
  return type.fieldsArray.filter((field) => !later.has(`${type.name}.${field.name}`));
}
