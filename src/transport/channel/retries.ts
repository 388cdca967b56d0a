import type { CallStatus } from '../../client/connection.js';
import { statusCodeName, statusCodes } from '../../protocol/status-code.js';
import type { RetryPolicy, RetryThrottling } from './service-config.js';

/** What grpc-js takes of a `maxAttempts`. */
const mostAttempts = 5;

/** Of all calls of a channel: where too many fail, none is made again. */
export class RetryThrottle {
  readonly #most: number;
  readonly #ratio: number;
  #tokens: number;

  constructor({ maxTokens, tokenRatio }: RetryThrottling) {
    this.#most = maxTokens;
    this.#ratio = tokenRatio;
    this.#tokens = maxTokens;
  }

  get allows(): boolean {
    return this.#tokens > this.#most / 2;
  }

  succeeded(): void {
    this.#tokens = Math.min(this.#tokens + this.#ratio, this.#most);
  }

  failed(): void {
    this.#tokens = Math.max(this.#tokens - 1, 0);
  }
}

/** What becomes of a call whose attempt has ended: it is over, or is made again so many milliseconds later. */
export type Next = 'over' | { readonly againInMs: number };

/** How often a call that is not answered is made again: as grpc-js does it, but for the jitter. */
export class Retries {
  readonly #policy: RetryPolicy | undefined;
  readonly #throttle: RetryThrottle | undefined;
  readonly #most: number;
  #backoffSeconds: number;
  /** Attempts that the policy has granted. */
  #granted = 0;
  #refused = false;

  constructor(policy: RetryPolicy | undefined, throttle: RetryThrottle | undefined, limit = mostAttempts) {
    this.#policy = policy;
    this.#throttle = throttle;
    this.#most = Math.min(policy?.maxAttempts ?? 1, limit);
    this.#backoffSeconds = secondsOf(policy?.initialBackoff ?? '0s');
  }

  /** How many attempts were made before this one, but for those that the server has not begun with. */
  get previous(): number {
    return this.#granted;
  }

  /** Whether there is a policy by which attempts follow one another. */
  get areMany(): boolean {
    return this.#policy !== undefined;
  }

  after(status: CallStatus): Next {
    if (status.code === statusCodes.OK) {
      this.#throttle?.succeeded();
      return 'over';
    }
    if (status.refused === true && !this.#refused) {
      this.#refused = true;
      return { againInMs: 0 };
    }
    if (this.#policy === undefined || !isListed(status.code, this.#policy)) return 'over';
    this.#throttle?.failed();
    if (this.#granted + 1 >= this.#most) return 'over';
    const againInMs = this.#backoffSeconds * 1000;
    const { backoffMultiplier, maxBackoff } = this.#policy;
    this.#backoffSeconds = Math.min(this.#backoffSeconds * backoffMultiplier, secondsOf(maxBackoff));
    return { againInMs };
  }

  /** The wait is over; false where the throttle lets no attempt be made. */
  grant(): boolean {
    if (this.#throttle?.allows === false) return false;
    this.#granted++;
    return true;
  }
}

function isListed(code: number, { retryableStatusCodes }: RetryPolicy): boolean {
  const name = statusCodeName(code);
  return retryableStatusCodes.some((one) => Number(one) === code || String(one).toUpperCase() === name);
}

function secondsOf(duration: string): number {
  return Number(duration.slice(0, -1));
}
