import type { ServiceConfig } from '@grpc/grpc-js';

/** What a service config says of the calls of one method. */
export type MethodConfig = ServiceConfig['methodConfig'][number];

/** How calls that fail are made again. */
export type RetryPolicy = NonNullable<MethodConfig['retryPolicy']>;

/** How calls that are made again come to an end where all of them fail. */
export type RetryThrottling = NonNullable<ServiceConfig['retryThrottling']>;

/** The JSON of `grpc.service_config`, which grpc-js has checked. */
interface WrittenConfig {
  readonly methodConfig?: readonly WrittenMethodConfig[];
  readonly retryThrottling?: RetryThrottling;
}

interface WrittenMethodConfig extends Omit<MethodConfig, 'timeout'> {
  readonly timeout?: string | MethodConfig['timeout'];
}

/** What the config says of a method, as grpc-js finds it: by service and method, by the service, by an empty name. */
export class MethodConfigs {
  readonly throttling: RetryThrottling | undefined;
  readonly #configs: readonly WrittenMethodConfig[];
  readonly #found = new Map<string, WrittenMethodConfig | undefined>();

  /** @param json of `grpc.service_config` */
  constructor(json: string) {
    const { methodConfig = [], retryThrottling } = JSON.parse(json) as WrittenConfig;
    this.#configs = methodConfig;
    this.throttling = retryThrottling;
  }

  retryPolicy(path: string): RetryPolicy | undefined {
    return this.#of(path)?.retryPolicy;
  }

  /** Milliseconds that calls of this method may take; undefined for as many as they like. */
  timeoutMs(path: string): number | undefined {
    const timeout = this.#of(path)?.timeout;
    return timeout === undefined ? undefined : millisecondsOf(timeout);
  }

  #of(path: string): WrittenMethodConfig | undefined {
    if (!this.#found.has(path)) this.#found.set(path, this.#find(path));
    return this.#found.get(path);
  }

  #find(path: string): WrittenMethodConfig | undefined {
    const [service = '', method = ''] = path.split('/').filter((part) => part !== '');
    const named = (wantedService: string, wantedMethod: string): WrittenMethodConfig | undefined =>
      this.#configs.find(({ name: names }) =>
        names.some((name) => (name.service ?? '') === wantedService && (name.method ?? '') === wantedMethod),
      );
    return named(service, method) ?? named(service, '') ?? named('', '');
  }
}

/** As grpc-js reads it, which takes the digits behind the point for nanoseconds: `1.5s` is a second and 5 ns. */
function millisecondsOf(timeout: NonNullable<WrittenMethodConfig['timeout']>): number {
  if (typeof timeout !== 'string') return Math.floor(timeout.seconds * 1000 + timeout.nanos / 1e6);
  const [seconds, nanos = 0] = timeout.slice(0, -1).split('.');
  return Math.floor(Number(seconds) * 1000 + Number(nanos) / 1e6);
}
