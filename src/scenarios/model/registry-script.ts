/**
 * What a registry wants of a build that pushes to it. Only a fake BuildKit pushes, and asks its client for it; the registry
 * itself is never reached.
 *
 * @since 0.1.0
 */
export interface RegistryScript {
  /**
   * How a build logs in: not at all, with the client's user and password (HTTP's Basic), or with a token. A token is
   * fetched by the client, at `realm`; where it does not do that, its user and password are asked for, with which BuildKit
   * would fetch one. Default `'basic'`. A registry of which nothing is said asks as `'basic'` does, and takes
   * everybody.
   */
  readonly login?: 'none' | 'basic' | 'token';
  /** The URL where the client fetches tokens. Default: `https://HOST/token`. */
  readonly realm?: string;
  /** What the tokens are for. Default: the registry's host. */
  readonly service?: string;
  /** Nobody may push, whoever logs in. Default false. */
  readonly denies?: boolean;
}
