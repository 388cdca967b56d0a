import { createRouterTransport } from '@connectrpc/connect';
import { connectClient } from '../clients/connect-client.js';
import { addHandlers } from '../plain/connect-service.js';
import { PlainController } from '../plain/plain-controller.js';
import type { Load, Rig } from './subject.js';

/** Connect's in-memory transport. */
export async function start({ messages }: Load): Promise<Rig> {
  const controller = new PlainController(messages);
  const transport = createRouterTransport((router) => addHandlers(router, controller));
  return { client: connectClient(transport), tidy() {}, forget: () => controller.forget(), stop: async () => {} };
}
