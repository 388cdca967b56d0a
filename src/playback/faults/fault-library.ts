import type { FaultRpc } from '../../scenarios/model/fault-rpc.js';
import type { Scenario } from '../../scenarios/model/scenario.js';
import { Random } from '../../time/random.js';
import { randomStreams } from '../random-streams.js';
import { FaultInUse } from './fault-in-use.js';

/** The faults of the scenarios in use, newest scenario first. */
export class FaultLibrary {
  readonly #seed: number;
  #faults: readonly FaultInUse[] = [];
  #taken = 0;

  constructor(seed: number) {
    this.#seed = seed;
  }

  /**
   * Adds a scenario's faults, before those that are there.
   * @param isServed whether the server has an RPC that the scenario may mean by that name; other faults are left out
   */
  use({ faults = [] }: Scenario, isServed: (rpc: FaultRpc) => boolean): void {
    // Each fault draws from a stream of its own, so that everything else draws what it would have drawn without it.
    const taken = faults
      .map(
        (script, i) =>
          new FaultInUse(script, `faults[${i}]`, new Random(this.#seed, randomStreams.faults + this.#taken++)),
      )
      .filter(({ script }) => isServed(script.rpc));
    this.#faults = [...taken, ...this.#faults];
  }

  reset(): void {
    this.#faults = [];
    this.#taken = 0;
  }

  /** The faults that may strike in a call that begins now. */
  of(rpc: FaultRpc): readonly FaultInUse[] {
    return this.#faults.filter((fault) => (fault.isOf(rpc) || fault.isOf('any')) && fault.awaits());
  }

  /** The faults of an RPC by that name alone, without counting a call: whether there is one is known later. */
  named(rpc: FaultRpc): readonly FaultInUse[] {
    return this.#faults.filter((fault) => fault.isOf(rpc) && !fault.spent);
  }

  /** Faults that have not struck as often as they should, and how often they did. */
  get lacking(): readonly { readonly place: string; readonly how: string }[] {
    return this.#faults.flatMap(({ place, lacking }) => (lacking === undefined ? [] : [{ place, how: lacking }]));
  }
}
