import { services as generated } from './generated/services.js';
import type { Method, MethodName, ServiceDefinition } from './methods.js';
import { ProtocolError } from './protocol-error.js';
import { revisions, type Revision } from './revision.js';

/**
 * `buildx.controller.v1.Controller`, the service's name in every revision.
 *
 * @since 0.1.0
 */
export const serviceName = 'buildx.controller.v1.Controller';

const services: Readonly<Record<Revision, ServiceDefinition>> = generated;

/**
 * The RPCs of a revision, with their codecs.
 *
 * @example const bytes = serviceOf('0.12').Build?.request.encode({ ref: 'r1', options: { contextPath: '.' } });
 * @since 0.1.0
 */
export function serviceOf(revision: Revision): ServiceDefinition {
  return services[revision];
}

/** Whether a revision has an RPC; a name that comes from elsewhere may be none. */
export function hasMethod(revision: Revision, name: string): name is MethodName {
  return Object.hasOwn(services[revision], name);
}

/** Whether any revision has an RPC of that name. */
export function isMethodName(name: string): name is MethodName {
  return revisions.some((revision) => hasMethod(revision, name));
}

/**
 * One RPC; that of the first revision that has it where this one does not, whose server then answers UNIMPLEMENTED: it is
 * for those who call what is not there.
 */
export function methodOf<M extends MethodName>(revision: Revision, name: M): Method<M> {
  const method = services[revision][name] ?? firstOf(name);
  if (method === undefined) throw new ProtocolError(`no revision has the RPC ${name}`);
  return method;
}

function firstOf<M extends MethodName>(name: M): Method<M> | undefined {
  const first = revisions.find((revision) => hasMethod(revision, name));
  return first === undefined ? undefined : services[first][name];
}
