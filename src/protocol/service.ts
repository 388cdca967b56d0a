import { service as service012 } from './generated/0.12.js';
import { service as service202304 } from './generated/2023-04.js';
import type { Method, MethodName, ServiceDefinition } from './methods.js';
import type { Revision } from './revision.js';

/**
 * `buildx.controller.v1.Controller`, the service's name in every revision.
 *
 * @since 0.1.0
 */
export const serviceName = 'buildx.controller.v1.Controller';

const services: Readonly<Record<Revision, ServiceDefinition>> = { '2023-04': service202304, '0.12': service012 };

/**
 * The RPCs of a revision, with their codecs.
 *
 * @example const bytes = serviceOf('0.12').Build?.request.encode({ ref: 'r1', options: { contextPath: '.' } });
 * @since 0.1.0
 */
export function serviceOf(revision: Revision): ServiceDefinition {
  return services[revision];
}

/** One RPC; that of a later revision where this one has none, which its server then answers UNIMPLEMENTED. */
export function methodOf<M extends MethodName>(revision: Revision, name: M): Method<M> {
  const method = services[revision][name] ?? services['0.12'][name];
  if (method === undefined) throw new Error(`no revision has the RPC ${name}`);
  return method;
}
