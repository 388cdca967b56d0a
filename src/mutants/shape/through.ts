import type { TypedCall } from '../../fake-controller/handlers/typed-call.js';
import type { MethodName } from '../../protocol/methods.js';

/** A call that differs from another in some of what it does. */
export function through<M extends MethodName>(call: TypedCall<M>, changes: Partial<TypedCall<M>>): TypedCall<M> {
  return {
    number: call.number,
    method: call.method,
    peer: call.peer,
    get cancelled() {
      return call.cancelled;
    },
    onCancel: (listener) => call.onCancel(listener),
    receive: () => call.receive(),
    send: (message) => call.send(message),
    about: (ref) => call.about(ref),
    ...changes,
  };
}
