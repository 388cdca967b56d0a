import type { ChannelOptions } from '@grpc/grpc-js';
import { grpcJs } from '../grpc-js.js';
import { RetryThrottle } from './retries.js';
import { MethodConfigs } from './service-config.js';

type Named<K> = string extends K ? never : K;

/** The options of grpc-js' own channels, by its names. Those that are about a connection change nothing. */
export type GrpcChannelOptions = {
  readonly [K in keyof ChannelOptions as Named<K>]?: ChannelOptions[K] | undefined;
};

/**
 * What a channel is made with; the defaults are those of grpc-js.
 *
 * @since 0.1.0
 */
export interface InProcessChannelOptions extends GrpcChannelOptions {
  /** The largest message that the client takes, in bytes; -1 for any. Default 4,194,304. */
  readonly maxReceiveMessageLength?: number;
  /** The largest message that the client sends, in bytes; -1 for any. Default -1. */
  readonly maxSendMessageLength?: number;
  /**
   * Whether a status other than OK overtakes messages that the client has not asked for, which are lost, as with
   * grpc-js over a socket. Default true.
   */
  readonly overtaking?: boolean;
}

const defaultReceiveLimit = 4_194_304;
const defaultRetryBuffer = 1024 * 1024;

/** The same, as calls ask for it. */
export class ChannelRules {
  readonly receiveLimit: number;
  readonly sendLimit: number;
  readonly overtaking: boolean;
  /** Whether a call is ever made again. */
  readonly retries: boolean;
  readonly mostAttempts: number | undefined;
  /** Bytes of a call that are kept for the next attempt; with more, it is the last. */
  readonly retryBuffer: number;
  readonly authority: string;
  readonly methods: MethodConfigs | undefined;
  readonly throttle: RetryThrottle | undefined;

  /** @throws what grpc-js throws of options that are wrong */
  constructor(options: InProcessChannelOptions) {
    const { maxReceiveMessageLength, maxSendMessageLength, overtaking = true, ...ofGrpc } = options;
    this.receiveLimit = maxReceiveMessageLength ?? ofGrpc['grpc.max_receive_message_length'] ?? defaultReceiveLimit;
    this.sendLimit = maxSendMessageLength ?? ofGrpc['grpc.max_send_message_length'] ?? -1;
    this.overtaking = overtaking;
    this.retries = ofGrpc['grpc.enable_retries'] !== 0;
    this.mostAttempts = ofGrpc['grpc-node.retry_max_attempts_limit'];
    this.retryBuffer = ofGrpc['grpc.per_rpc_retry_buffer_size'] ?? defaultRetryBuffer;
    this.authority = ofGrpc['grpc.default_authority'] ?? 'localhost';
    if (Object.keys(ofGrpc).length > 0) check(ofGrpc);
    const config = ofGrpc['grpc.service_config'];
    this.methods = config === undefined || config === '' ? undefined : new MethodConfigs(config);
    this.throttle = this.methods?.throttling === undefined ? undefined : new RetryThrottle(this.methods.throttling);
  }
}

/** As grpc-js checks them: a channel of its own, which connects to nothing before it is asked to. */
function check(options: GrpcChannelOptions): void {
  const { Channel, credentials } = grpcJs();
  new Channel('unix:///in-process', credentials.createInsecure(), options as ChannelOptions).close();
}
