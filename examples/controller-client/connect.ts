import {
  type Client,
  type ClientDuplexStream,
  type ClientOptions,
  type ClientReadableStream,
  credentials,
  type ServiceError,
} from '@grpc/grpc-js';
import type { InvokeMessage, StatusResponse } from './messages.js';
import { controllerService } from './protocol.js';

type Answered<T = object> = (error: ServiceError | null, response?: T) => void;

/** What the examples call of the client that grpc-js makes of the service. */
export interface ControllerClient extends Client {
  Info(request: object, answered: Answered): unknown;
  Build(request: { readonly Ref: string; readonly Options: object }, answered: Answered): unknown;
  Status(request: { readonly Ref: string }): ClientReadableStream<StatusResponse>;
  Invoke(): ClientDuplexStream<InvokeMessage, InvokeMessage>;
  Disconnect(request: { readonly Ref: string }, answered: Answered): unknown;
}

const Controller = controllerService('0.12');

/** A client of a controller of buildx 0.12 and 0.13: `unix:///path/of.sock`, or `host:port`. Connects when it is first used. */
export function connect(address: string, options: ClientOptions = {}): ControllerClient {
  return new Controller(address, credentials.createInsecure(), options) as unknown as ControllerClient;
}
