import type { ControllerClient, ControllerRpc } from '../../client/controller-client.js';
import type { RpcStatus } from '../../client/rpc-status.js';

/** Told of what a client's observer is not told. */
export interface Attention {
  /** It is about to be closed. */
  closing(): void;
  /** A raw call has ended, on whatever path. */
  rawEnded(path: string, status: RpcStatus): void;
}

/**
 * Makes a client whose promises need not be awaited: a check that ends early leaves replies behind, which fail when its
 * clients are closed, and that is nobody's error.
 */
export function unattended(client: ControllerClient, attention: Attention): ControllerClient {
  const openRaw: ControllerRpc['openRaw'] = (path, options) => {
    const call = client.rpc.openRaw(path, options);
    void call.status.then((status) => attention.rawEnded(path, status));
    return call;
  };
  const close = (): Promise<void> => {
    attention.closing();
    return client.close();
  };
  return forgiving(client, { rpc: forgiving(client.rpc, { openRaw }), close });
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
