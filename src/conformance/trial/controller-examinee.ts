import type { Aftermath } from './requirement.js';
import type { Misfit } from '../engine/probe.js';
import type { Counterexample } from '../engine/report.js';
import type { Examinee, Execution, ExecutionSettings, RunConditions } from '../engine/service.js';
import type { Capability } from './capability.js';
import { FitFixtures } from './fit-fixtures.js';
import { HangingCalls } from './hanging-calls.js';
import { Leaks } from './leaks.js';
import { Names } from './names.js';
import { pulse } from './pulse.js';
import { revisionDoubt } from './revision-doubt.js';
import type { Target } from './target.js';
import type { Trial } from './trial.js';
import { TrialRun } from './trial-run.js';

/** A controller in the course of one run: what is remembered of it from trial to trial. */
export class ControllerExaminee implements Examinee<Trial> {
  readonly #target: Target;
  readonly #run: RunConditions;
  readonly #names = new Names();
  readonly #hangingCalls: HangingCalls;
  readonly #leaks: Leaks;
  readonly #fit: FitFixtures;

  constructor(target: Target, run: RunConditions) {
    this.#target = target;
    this.#run = run;
    this.#hangingCalls = new HangingCalls(run.timeoutMs);
    this.#fit = new FitFixtures(target);
    this.#leaks = new Leaks(target, this.#names, run);
  }

  get interleaves(): boolean {
    return this.#target.scheduled !== undefined;
  }

  get hanging(): string | undefined {
    return this.#hangingCalls.text;
  }

  get doubt(): string | undefined {
    return revisionDoubt(this.#target.revision, this.#target.info);
  }

  missing(needs: readonly string[]): string | undefined {
    return this.#fit.missing(needs as readonly Capability[]);
  }

  exclude(misfit: Misfit): void {
    this.#fit.exclude(misfit);
  }

  execution(settings: ExecutionSettings): Execution<Trial> {
    return new TrialRun(
      {
        ...{ target: this.#target, fit: this.#fit, names: this.#names },
        ...{ hangingCalls: this.#hangingCalls, leaks: this.#leaks },
      },
      this.#run,
      settings,
    );
  }

  async survive(trial: Trial): Promise<void> {
    await trial.client.rpc.info();
    trial.exercised();
  }

  pulse(): Promise<string | undefined> {
    const { clock, timeoutMs, over } = this.#run;
    return pulse(this.#target, clock, timeoutMs, over);
  }

  left(kind: Aftermath['of']): Counterexample | undefined {
    return this.#leaks.found(kind);
  }
}
