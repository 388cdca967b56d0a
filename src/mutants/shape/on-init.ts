import type { Context } from '../../fake-controller/context.js';
import type { Middleware } from '../../fake-controller/handlers/middleware.js';
import type { TypedCall } from '../../fake-controller/handlers/typed-call.js';
import type { InvokeMessage } from '../../protocol/messages.js';
import { on } from './on.js';
import { through } from './through.js';

export type InvokeInit = Extract<InvokeMessage, { kind: 'init' }>;

/** Does something between the arrival of Init on Invoke and what follows from it. What it throws ends the call. */
export function onInit(
  meanwhile: (context: Context, init: InvokeInit, call: TypedCall<'Invoke'>) => Promise<void>,
): Middleware {
  return on('Invoke', (context, call, next) => {
    let begun = false;
    const receive = async (): Promise<InvokeMessage | undefined> => {
      const message = await call.receive();
      if (message?.kind === 'init' && !begun) await meanwhile(context, message, call);
      begun = true;
      return message;
    };
    return next(through(call, { receive }));
  });
}
