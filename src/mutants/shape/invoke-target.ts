import type { Context } from '../../fake-controller/context.js';
import type { TypedCall } from '../../fake-controller/handlers/typed-call.js';
import type { Process } from '../../serving/processes/process.js';
import type { InvokeConfig, InvokeMessage } from '../../protocol/messages.js';
import { on, type Stand } from './on.js';
import { through } from './through.js';
import type { Middleware } from '../../fake-controller/handlers/middleware.js';

type Init = Extract<InvokeMessage, { kind: 'init' }>;

/** What an Invoke is about, as far as it is known by now. */
export interface InvokeTarget {
  readonly init: Init | undefined;
  readonly process: Process<InvokeConfig> | undefined;
}

type Aware = (
  context: Context,
  call: TypedCall<'Invoke'>,
  next: (call: TypedCall<'Invoke'>) => Promise<void>,
  target: InvokeTarget,
) => Promise<void>;

/** Stands around Invoke, and knows the process that it serves once that was found or started. */
export function onInvoke(stand: Aware): Middleware {
  const aware: Stand<'Invoke'> = (context, call, next) => {
    const target: { init: Init | undefined; process: Process<InvokeConfig> | undefined } = {
      init: undefined,
      process: undefined,
    };
    const receive = async (): Promise<InvokeMessage | undefined> => {
      // By the time that the handler asks for a second message, it has its process.
      if (target.init !== undefined) {
        target.process ??= context.sessions.get(target.init.ref)?.processes.get(target.init.processId);
      }
      const message = await call.receive();
      if (message?.kind === 'init') target.init ??= message;
      return message;
    };
    return stand(context, through(call, { receive }), next, target);
  };
  return on('Invoke', aware);
}
