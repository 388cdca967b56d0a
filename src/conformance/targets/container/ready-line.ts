import type { GenericContainer } from 'testcontainers';
import { RealClock } from '../../../time/real-clock.js';
import { timedOut, withTimeout } from '../../engine/waiting.js';
import { ContainerStartError } from './container-start-error.js';
import type { Lifeline } from './lifeline.js';

type WaitStrategy = Parameters<GenericContainer['withWaitStrategy']>[0];

/** What the image's entry point says when the controller listens. */
const ready = /^controller listens at /;

/** Waits until the controller listens. */
export class ReadyLine implements WaitStrategy {
  readonly #lifeline: Lifeline;
  #timeoutMs = 60_000;
  #timeoutSet = false;

  constructor(lifeline: Lifeline) {
    this.#lifeline = lifeline;
  }

  async waitUntilReady(): Promise<void> {
    const line = await withTimeout(new RealClock(), this.#timeoutMs, this.#lifeline.line(ready));
    if (line === timedOut) {
      throw new ContainerStartError(`no controller listened within ${this.#timeoutMs} ms`, this.#lifeline.log);
    }
    if (line === undefined) {
      throw new ContainerStartError('the container ended before its controller listened', this.#lifeline.log);
    }
  }

  withStartupTimeout(startupTimeoutMs: number): this {
    this.#timeoutMs = startupTimeoutMs;
    this.#timeoutSet = true;
    return this;
  }

  isStartupTimeoutSet(): boolean {
    return this.#timeoutSet;
  }

  getStartupTimeout(): number {
    return this.#timeoutMs;
  }
}
