import { EventEmitter } from 'node:events';
import { type CallOptions, type ClientOptions, Metadata, status, type StatusObject } from '@grpc/grpc-js';
import { transparent } from '../../src/fake-controller/handlers/middleware.js';
import { type ClockMode, FakeController, type InProcessChannelOptions, type ScenarioInput } from '../../src/index.js';
import { genericClient, type GenericClient } from './generic-client.js';

export const service = 'buildx.controller.v1.Controller';

/** A service config for all methods of the controller. */
export function serviceConfig(methodConfig: object, more: object = {}): InProcessChannelOptions {
  const config = { methodConfig: [{ name: [{ service }], ...methodConfig }], ...more };
  return { 'grpc.service_config': JSON.stringify(config) };
}

export const retryPolicy = {
  maxAttempts: 4,
  initialBackoff: '0.01s',
  maxBackoff: '0.02s',
  backoffMultiplier: 2,
  retryableStatusCodes: ['unavailable', status.ABORTED],
};

/** Clients of grpc-js of one fake, all by the same way. */
export class Channels {
  readonly transport: 'in process' | 'over a socket';
  /** The metadata of each call that the fake got. */
  heard: Readonly<Record<string, unknown>>[] = [];
  #fake: FakeController | undefined;
  readonly #clients: GenericClient[] = [];

  constructor(transport: Channels['transport']) {
    this.transport = transport;
  }

  get fake(): FakeController {
    if (this.#fake === undefined) throw new Error('start a fake first');
    return this.#fake;
  }

  start(scenario: ScenarioInput = {}, clock: ClockMode = 'auto'): void {
    this.heard = [];
    this.#fake = FakeController.startWith({ scenario, clock }, transparent, (call) => {
      this.heard.push(call.metadata);
      return call;
    });
  }

  async stop(): Promise<void> {
    for (const client of this.#clients.splice(0)) client.close();
    await this.#fake?.stop();
  }

  /** @param channel options of the channel, which over a socket are the client's */
  async connect(channel: InProcessChannelOptions = {}, options: ClientOptions = {}): Promise<GenericClient> {
    const client =
      this.transport === 'in process'
        ? genericClient(this.fake.createChannel(channel), options)
        : genericClient(await this.fake.listen(), { ...(channel as ClientOptions), ...options });
    this.#clients.push(client);
    return client;
  }

  /** What differs between the two. */
  differing<T>(inProcess: T, overSocket: T): T {
    return this.transport === 'in process' ? inProcess : overSocket;
  }

  /** Tells that a fault has struck. */
  faults(): EventEmitter {
    const emitter = new EventEmitter();
    this.fake.journal.onEntry(({ kind }) => kind === 'note' && emitter.emit('struck'));
    return emitter;
  }
}

/** How a call of `Info` ends: `OK`, or code and details. */
export function call(client: GenericClient, options: CallOptions = {}, metadata = new Metadata()): Promise<string> {
  return new Promise((resolve) => client.Info({}, metadata, options, (error: unknown) => resolve(ending(error))));
}

/** How a call of `List` about this ref ends. */
export function list(client: GenericClient, ref: string): Promise<string> {
  return new Promise((resolve) => client.List({ ref }, (error: unknown) => resolve(ending(error))));
}

function ending(error: unknown): string {
  if (error === null) return 'OK';
  const { code, details } = error as StatusObject;
  return `${status[code]} ${details}`;
}

/** Tests that hold over a channel in this process and over a socket alike. */
export function overChannels(title: string, tests: (channels: Channels) => void): void {
  for (const transport of ['in process', 'over a socket'] as const) {
    describe(`${title}, ${transport}`, () => {
      const channels = new Channels(transport);
      afterEach(() => channels.stop());
      tests(channels);
    });
  }
}
