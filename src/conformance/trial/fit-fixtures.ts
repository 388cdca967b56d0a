import type { Fixtures, ProgramFixtures } from '../fixtures/fixtures.js';
import { Lacking, lacks } from '../engine/check-ends.js';
import { misfitReason, type Misfit } from '../engine/probe.js';
import { type Capability, missingCapability } from './capability.js';
import type { Target } from './target.js';

/** What a target has for checks: all but what was found not to do what it must. */
export class FitFixtures {
  readonly #target: Pick<Target, 'restart' | 'leftovers' | 'fixtures'>;
  readonly #reasons = new Map<string, string>();
  #fixtures: Fixtures;

  constructor(target: Pick<Target, 'restart' | 'leftovers' | 'fixtures'>) {
    this.#target = target;
    this.#fixtures = target.fixtures;
  }

  /** The fixtures that are left. Where one is gone that every target has, a check that takes it is ended as `skipped`. */
  get fixtures(): Fixtures {
    return this.#fixtures;
  }

  exclude(misfit: Misfit): void {
    this.#reasons.set(misfit.capability, misfitReason(misfit));
    const { builds, programs } = this.#target.fixtures;
    const left = this.#without('builds', builds);
    // Every target must have it, so most checks take it without a look.
    if (!('succeeds' in left)) {
      Object.defineProperty(left, 'succeeds', { enumerable: true, get: () => this.lack('builds.succeeds') });
    }
    this.#fixtures = {
      builds: left as Fixtures['builds'],
      // Whoever starts a program looks whether it is there.
      ...(programs === undefined ? {} : { programs: this.#without('programs', programs) as ProgramFixtures }),
    };
  }

  /** Why the target has not got one of these, in words; undefined when it has all. */
  missing(needs: readonly Capability[]): string | undefined {
    const excluded = needs.find((need) => this.#reasons.has(need));
    const missing = excluded ?? missingCapability(this.#target, needs);
    return missing === undefined ? undefined : this.#reasonOf(missing);
  }

  /** Ends a check as `skipped`, because the target has not got this. */
  lack(capability: Capability): never {
    throw new Lacking(capability, this.#reasonOf(capability));
  }

  #reasonOf(capability: Capability): string {
    return this.#reasons.get(capability) ?? lacks(capability);
  }

  #without<F extends object>(area: 'builds' | 'programs', fixtures: F): Partial<F> {
    const left = Object.entries(fixtures).filter(([name]) => !this.#reasons.has(`${area}.${name}`));
    return Object.fromEntries(left) as Partial<F>;
  }
}
