import { GrpcMockServer } from '@alenon/grpc-mock-server';
import { grpcClient } from '../clients/grpc-client.js';
import { definition, implementation } from '../plain/grpc-service.js';
import { PlainController } from '../plain/plain-controller.js';
import { socketPath } from './socket-path.js';
import type { Load, Rig } from './subject.js';

/** `@alenon/grpc-mock-server` behind a unix socket, in the same process as its client; it brings a grpc-js of its own. */
export async function start({ messages }: Load): Promise<Rig> {
  const controller = new PlainController(messages);
  const socket = socketPath();
  const mock = new GrpcMockServer(`unix://${socket.path}`);
  // Past its `addService`, which makes its own codec from .proto files.
  mock.server.addService(definition, implementation(controller) as never);
  await mock.start();
  const client = grpcClient(mock.serverAddress);
  return {
    client,
    tidy() {},
    forget: () => controller.forget(),
    async stop() {
      client.close();
      mock.server.forceShutdown();
      socket.remove();
    },
  };
}
