import type { CallFilter } from '../../serving/call-filter.js';
import type { Outcome, ServerCall } from '../../transport/server-call.js';

/** A call in bytes that differs from another in some of what it does. */
function filtered(call: ServerCall, changes: Partial<ServerCall>): ServerCall {
  return new Proxy(call, {
    get: (target, key) => {
      if (Object.hasOwn(changes, key)) return changes[key as keyof ServerCall];
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

/** Hears other bytes in place of each request. What `change` throws ends the call. */
export function hearing(change: (bytes: Uint8Array, call: ServerCall) => Uint8Array): CallFilter {
  return (call) => {
    const receive = async (): Promise<Uint8Array | undefined> => {
      const bytes = await call.receive();
      return bytes === undefined ? undefined : change(bytes, call);
    };
    return filtered(call, { receive });
  };
}

/** Ends calls with another outcome. */
export function concluding(change: (outcome: Outcome) => Outcome): CallFilter {
  return (call) => filtered(call, { end: (outcome) => call.end(change(outcome)) });
}

/** Sends other bytes in place of each response. */
export function saying(change: (bytes: Uint8Array, call: ServerCall) => Uint8Array): CallFilter {
  return (call) => filtered(call, { send: (bytes) => call.send(change(bytes, call)) });
}
