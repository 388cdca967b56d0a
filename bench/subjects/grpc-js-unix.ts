import { Server, ServerCredentials } from '@grpc/grpc-js';
import { grpcClient } from '../clients/grpc-client.js';
import { definition, implementation } from '../plain/grpc-service.js';
import { PlainController } from '../plain/plain-controller.js';
import { socketPath } from './socket-path.js';
import type { Load, Rig } from './subject.js';

/** A server of grpc-js as it comes, behind a unix socket, in the same process as its client. */
export async function start({ messages }: Load): Promise<Rig> {
  const controller = new PlainController(messages);
  const socket = socketPath();
  const target = `unix://${socket.path}`;
  const server = new Server();
  server.addService(definition, implementation(controller));
  await new Promise<void>((resolve, reject) => {
    server.bindAsync(target, ServerCredentials.createInsecure(), (error) =>
      error === null ? resolve() : reject(error),
    );
  });
  const client = grpcClient(target);
  return {
    client,
    tidy() {},
    forget: () => controller.forget(),
    async stop() {
      client.close();
      server.forceShutdown();
      socket.remove();
    },
  };
}
