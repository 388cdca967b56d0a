import type { ControllerClient } from '../../client/controller-client.js';

/**
 * Makes a client whose promises need not be awaited: a check that ends early leaves replies behind, which fail when its
 * clients are closed, and that is nobody's error.
 */
export function unattended(client: ControllerClient): ControllerClient {
  const rpc = forgiving(client.rpc);
  return forgiving(client, { rpc });
}

function forgiving<T extends object>(object: T, instead: Partial<T> = {}): T {
  return new Proxy(object, {
    get: (target, name) => {
      if (Object.hasOwn(instead, name)) return Reflect.get(instead, name) as unknown;
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]): unknown => {
        const result: unknown = Reflect.apply(value, target, args);
        if (result instanceof Promise) result.catch(() => undefined);
        return result;
      };
    },
  });
}
